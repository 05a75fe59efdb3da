import type { Readable } from 'node:stream';

/** The body of a request, which may have to be sent once more. It says `progress` whenever something of it arrived. */
export interface RepeatableBody extends Readable {
  /** The body from its beginning; undefined when it was too large to be kept, or has not come to its end. */
  repeat(): RepeatableBody | undefined;
}
