const DEADLINE_MS = 10_000;
const STEP_MS = 20;

/**
 * Waits until an expectation holds, and fails with its last failure when it does not within ten seconds.
 *
 * @returns what the expectation returns
 */
export async function eventually<T>(expectation: () => Promise<T> | T, deadlineMs = DEADLINE_MS): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  }
}
