import { existsSync, readFileSync } from 'node:fs';

/** What was put aside because its consumer did not take it. */
export interface DeadLetter {
  readonly topic: string;
  /** The event, when it is one. */
  readonly event: { readonly id?: string };
  /** What it is as text. */
  readonly payload: string;
}

/** Reads what the embedded broker wrote down. */
export function readDeadLetterFile(file: string, appId: string): DeadLetter[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { topic: string; event: unknown })
    .filter(({ topic }) => topic === `dead-letter.${appId}`)
    .map(({ topic, event }) =>
      typeof event === 'string'
        ? { topic, event: {}, payload: Buffer.from(event, 'base64').toString() }
        : { topic, event: event as { id?: string }, payload: JSON.stringify(event) },
    );
}
