import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type Koa from 'koa';
import type { ServiceVariables } from '../service-config';
import type { Shutdown } from '../shutdown';
import { endWhenAnswered } from './end-when-answered';

/** Where a port behaves otherwise than that of a service behind its sidecar. */
export interface ListenOptions {
  /** Makes the server, with limits of its own. */
  readonly createServer?: (listener: RequestListener) => Server;
  /** How long it goes on answering once the shutdown has begun, so that a load balancer can notice first. */
  readonly drainMs?: number;
}

/** The sidecar keeps idle connections for 90 s; a server that closes them earlier resets requests now and then. */
const KEEP_ALIVE_TIMEOUT_MS = 95_000;
const HEADERS_TIMEOUT_MS = 100_000;
const REQUEST_TIMEOUT_MS = 120_000;

/**
 * Listens, and on shutdown stops accepting, lets requests under way finish and closes the other connections.
 *
 * @returns the port, which matters when 0 was asked for
 */
export async function listen(
  app: Koa,
  { HOST, PORT }: Pick<ServiceVariables, 'HOST' | 'PORT'>,
  shutdown: Pick<Shutdown, 'add'>,
  options: ListenOptions = {},
): Promise<number> {
  const server = (options.createServer ?? createInnerServer)(app.callback());
  const end = endWhenAnswered(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, resolve);
  });
  shutdown.add('http server', async () => {
    await delay(options.drainMs ?? 0);
    await end();
  });
  return (server.address() as AddressInfo).port;
}

function createInnerServer(listener: RequestListener): Server {
  const server = createServer(listener);
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}
