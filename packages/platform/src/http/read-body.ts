import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { DomainError } from '../errors';

const DEFAULT_LIMIT_BYTES = 100 * 1_024;
const JSON_TYPES = /^application\/(?:[a-z.-]+\+)?json(?:\s*;|$)/i;

/**
 * Reads a JSON body.
 *
 * @returns undefined when there is none
 * @throws DomainError malformed, too-large or unsupported-media-type
 */
export async function readJsonBody(
  request: IncomingMessage,
  limitBytes = DEFAULT_LIMIT_BYTES,
): Promise<unknown> {
  const { 'content-length': length, 'transfer-encoding': transfer, 'content-type': type } = request.headers;
  if (transfer === undefined && (length === undefined || length === '0')) return undefined;
  if (!JSON_TYPES.test(type ?? '')) {
    if (transfer !== undefined && (await isEmpty(request))) return undefined;
    throw new DomainError(
      'unsupported-media-type',
      'unsupported-media-type',
      'The body must be application/json.',
    );
  }
  requireUncompressed(request);
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new DomainError('unsupported-media-type', 'unsupported-charset', 'The body must be UTF-8.');
  }
  const bytes = await readBytes(request, limitBytes);
  return transfer !== undefined && bytes.length === 0 ? undefined : parse(decode(bytes));
}

/** A sidecar passes on what it does not know the length of: it announces a body even where there is none. */
const isEmpty = (request: IncomingMessage): Promise<boolean> =>
  readBytes(request, 0).then(
    () => true,
    () => false,
  );

/** @throws DomainError unsupported-media-type: what is small on the wire could be huge in memory */
export function requireUncompressed({ headers }: IncomingMessage): void {
  if ((headers['content-encoding'] ?? 'identity') === 'identity') return;
  throw new DomainError('unsupported-media-type', 'unsupported-encoding', 'The body must not be compressed.');
}

/**
 * Reads all of a body.
 *
 * @throws DomainError too-large, or malformed when it ends early
 */
export async function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(request, {
      limit: limitBytes,
      length: request.headers['content-length'] ?? null,
    });
  } catch (error) {
    if ((error as { type?: string }).type === 'entity.too.large') {
      throw new DomainError('too-large', 'body-too-large', `The body is larger than ${limitBytes} bytes.`);
    }
    throw new DomainError('malformed', 'incomplete-body', 'The body did not arrive as announced.');
  }
}

/** What is not UTF-8 would be stored with replacement characters in its place: better to say so. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError('malformed', 'malformed-encoding', 'The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError(
      'malformed',
      'malformed-json',
      // The parser's message quotes what it stumbled over, which may be anything: a card number, a password.
      `The body is not JSON${/ at position \d+/.exec((error as Error).message)?.[0] ?? ''}.`,
    );
  }
}
