import { request as httpRequest, type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** The server behind a proxy, on 127.0.0.1. */
export interface Target {
  readonly agent: Agent;
  readonly port: number;
}

/**
 * Passes a request and its answer on as they come. A server that does not answer is not answered for: the connection
 * breaks, as it does without a proxy.
 */
export async function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { agent, port }: Target,
): Promise<void> {
  const { method, url, headers } = incoming;
  const forwarded = httpRequest({ host: '127.0.0.1', port, agent, method, path: url, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    forwarded.once('response', resolve).once('error', reject);
  });
  // A service that answers before it has read everything is right to do so.
  pipeline(incoming, forwarded).catch(() => undefined);
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) forwarded.destroy();
  });
  const answer = await answered.catch(() => undefined);
  if (!answer) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
  await pipeline(answer, outgoing);
}
