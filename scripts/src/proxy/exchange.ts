import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Target } from './pass-on';

/** A request that has come in completely. */
export interface WholeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WholeAnswer {
  readonly status: number;
  /** Names and values by turns, as they came. */
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

/** Waits for the rest of a request. */
export async function readWhole(request: IncomingMessage): Promise<WholeRequest> {
  const { method = 'GET', url: path = '/', headers } = request;
  return { method, path, headers, body: await collect(request) };
}

/**
 * Sends a request and waits for all of the answer.
 *
 * @throws when there is none
 */
export async function exchange(
  { agent, port }: Target,
  { method, path, headers, body }: WholeRequest,
): Promise<WholeAnswer> {
  const { 'transfer-encoding': _chunked, ...others } = headers;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const lengthHeaders = { ...others, 'content-length': body.length };
    httpRequest({ host: '127.0.0.1', port, agent, method, path, headers: lengthHeaders })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 0, rawHeaders: answer.rawHeaders, body: await collect(answer) };
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
