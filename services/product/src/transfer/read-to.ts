import { pipeline, type Duplex, type Readable } from 'node:stream';

/** Leads a file into what reads it; when either of them fails or gives up, so does the other. */
export function readTo<T extends Duplex>(source: Readable, reader: T): T {
  // Whoever iterates over the reader hears of it there.
  pipeline(source, reader, () => undefined);
  return reader;
}
