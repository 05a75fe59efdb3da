import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readWhole } from '../proxy/exchange';
import { listenOn } from '../proxy/listen-on';
import { passOn, type Target } from '../proxy/pass-on';
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
  const port = await listenOn(server, options.port);
  return {
    port,
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
  const answer = await copier.deliver(await readWhole(request));
  sendJson(response, answer?.status ?? 200, answer?.body ?? '{"status":"RETRY"}');
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
