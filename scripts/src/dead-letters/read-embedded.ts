import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describeDeadLetter, type DeadLetter, type DeadLetterPlaces } from './dead-letter';

/** Reads what the embedded broker has appended to its file, one JSON document a line. */
export async function readEmbedded({ file }: DeadLetterPlaces): Promise<DeadLetter[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => {
    const { topic, event } = JSON.parse(line) as { topic: string; event: unknown };
    return describeDeadLetter(topic, typeof event === 'string' ? event : JSON.stringify(event));
  });
}
