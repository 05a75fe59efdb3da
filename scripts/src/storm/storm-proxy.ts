import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { StormOptions } from './delivery-plan';
import { createCopier, type Copier } from './deliver-copies';
import type { StormCounts } from './storm-counts';

/** Where a storm's counts are read, at the port of each service. */
export const COUNTS_PATH = '/storm/counts';

export interface StormProxy {
  readonly port: number;
  readonly counts: StormCounts;
  /** Delivers what is left and stops. */
  stop(): Promise<void>;
}

export interface ProxyOptions extends StormOptions {
  /** The app id of the service. */
  readonly consumer: string;
  /** What the sidecar takes for the service. */
  readonly port: number;
  readonly servicePort: number;
}

/**
 * Stands between a sidecar and its service. Each event is delivered several times and out of turn; the sidecar gets the
 * verdict of the first copy, or RETRY when there was none, so it neither loses an event nor knows of the storm. All
 * else passes as it is.
 */
export async function startStormProxy(options: ProxyOptions): Promise<StormProxy> {
  const agent = new Agent({ keepAlive: true });
  const copier = createCopier(options.consumer, options.servicePort, agent, options);
  const server = createServer((request, response) => {
    handle(request, response, copier, { agent, port: options.servicePort }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    counts: copier.counts,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await copier.finish();
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

interface Target {
  readonly agent: Agent;
  readonly port: number;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  copier: Copier,
  target: Target,
): Promise<void> {
  const path = request.url ?? '/';
  if (path === COUNTS_PATH) {
    sendJson(response, 200, JSON.stringify(copier.counts));
    return;
  }
  if (request.method !== 'POST' || !path.startsWith('/events/')) return passOn(request, response, target);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await copier.deliver({ path, headers: request.headers, body: Buffer.concat(chunks) });
  sendJson(response, answer?.status ?? 200, answer?.body ?? '{"status":"RETRY"}');
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

async function passOn(
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
    outgoing.writeHead(502).end();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
  await pipeline(answer, outgoing);
}
