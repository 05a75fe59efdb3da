import type { Readable } from 'node:stream';
import split from 'split2';
import { readTo } from './read-to';
import { faultyRecord, MAX_RECORD_BYTES, type SourceRecord } from './source-record';

/**
 * Reads products from newline-delimited JSON, one a line; blank lines are none.
 *
 * @throws Error when a line is longer than `MAX_RECORD_BYTES`
 */
export async function* readNdjson(source: Readable): AsyncGenerator<SourceRecord> {
  let line = 0;
  const lines = readTo(source, split({ maxLength: MAX_RECORD_BYTES }));
  for await (const text of lines as AsyncIterable<string>) {
    line += 1;
    if (text.trim() !== '') yield parse(line, line === 1 ? text.replace(/^\uFEFF/, '') : text);
  }
}

function parse(line: number, text: string): SourceRecord {
  try {
    return { line, document: JSON.parse(text) as unknown };
  } catch {
    return faultyRecord(line, 'is not JSON');
  }
}
