const startedAt = performance.now();

/** Seconds since this command began, for the reader. */
export function elapsed(): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** Says that something is under way. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Says that a step is done, and when. */
export function sayDone(text: string): void {
  say(`  ✓ ${text}  (${elapsed()})`);
}

/** Says what went wrong, or what the reader should look at. */
export function sayProblem(text: string): void {
  process.stderr.write(`${text}\n`);
}
