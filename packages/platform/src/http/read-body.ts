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
    throw new DomainError(
      'unsupported-media-type',
      'unsupported-media-type',
      'The body must be application/json.',
    );
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new DomainError(
      'unsupported-media-type',
      'unsupported-encoding',
      'The body must not be compressed.',
    );
  }
  return parse(await readText(request, limitBytes));
}

async function readText(request: IncomingMessage, limitBytes: number): Promise<string> {
  try {
    return await getRawBody(request, {
      limit: limitBytes,
      encoding: 'utf-8',
      length: request.headers['content-length'] ?? null,
    });
  } catch (error) {
    if ((error as { type?: string }).type === 'entity.too.large') {
      throw new DomainError('too-large', 'body-too-large', `The body is larger than ${limitBytes} bytes.`);
    }
    throw new DomainError('malformed', 'incomplete-body', 'The body did not arrive as announced.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError(
      'malformed',
      'malformed-json',
      `The body is not JSON: ${(error as Error).message}.`,
    );
  }
}
