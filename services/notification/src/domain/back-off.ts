const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 15 * 60_000;

/** After so many attempts, about two and a half hours, a notification is dead until somebody sends it again. */
export const MAX_ATTEMPTS = 20;

/** How long to wait after an attempt that may succeed later. */
export const backOffMs = (attempts: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 16), MAX_DELAY_MS);
