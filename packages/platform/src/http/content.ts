import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import type { TSchema } from '@sinclair/typebox';
import { DomainError } from '../errors';
import { readBytes, requireUncompressed } from './read-body';

/** What a route takes instead of a JSON document. */
export interface ContentRule {
  /** The media types it understands, without parameters. */
  readonly types: readonly string[];
  readonly limitBytes: number;
  /** How OpenAPI describes it, where it has a form to describe. */
  readonly schema?: TSchema;
}

/** The bytes of a request, to be read once: all together or as they come. */
export interface Content {
  /** One of the types of the rule. */
  readonly mediaType: string;
  /** @throws DomainError too-large, or malformed when it ends early */
  bytes(): Promise<Buffer>;
  /** A stream that fails with DomainError too-large at the first byte beyond the limit. */
  stream(): Readable;
}

/**
 * Opens the body of a request without reading it.
 *
 * @throws DomainError unsupported-media-type
 */
export function openContent(
  request: IncomingMessage,
  response: ServerResponse,
  { types, limitBytes }: ContentRule,
): Content {
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(mediaType)) {
    const detail = `The body must be ${types.join(' or ')}.`;
    throw new DomainError('unsupported-media-type', 'unsupported-media-type', detail);
  }
  requireUncompressed(request);
  // Whatever nobody has read when there is an answer is in the way of the connection's next request.
  response.once('finish', () => request.unpipe().resume());
  return {
    mediaType,
    bytes: () => readBytes(request, limitBytes),
    stream: () => limited(request, limitBytes),
  };
}

function limited(request: IncomingMessage, limitBytes: number): Readable {
  let seenBytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seenBytes += chunk.length;
      if (seenBytes <= limitBytes) done(null, chunk);
      else
        done(new DomainError('too-large', 'body-too-large', `The body is larger than ${limitBytes} bytes.`));
    },
  });
  const breakOff = () => {
    if (!request.complete) limit.destroy(incomplete());
  };
  request.once('error', breakOff).once('close', breakOff);
  // What is left when the reader gives up is thrown away, so that the answer finds its way.
  limit.once('close', () => {
    request.unpipe(limit);
    request.resume();
  });
  return request.pipe(limit);
}

const incomplete = () =>
  new DomainError('malformed', 'incomplete-body', 'The body did not arrive as announced.');
