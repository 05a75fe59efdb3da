import { appendFileSync } from 'node:fs';

/** Adds something to the test's line in the report, such as a measured time. */
export function note(text: string): void {
  const file = process.env['CONFORMANCE_NOTES'];
  const test = expect.getState().currentTestName;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ test, note: text })}\n`);
}

/** Seconds since a time in milliseconds, as people read them. */
export function secondsSince(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
