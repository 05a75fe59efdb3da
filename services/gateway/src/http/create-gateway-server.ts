import { createServer, type RequestListener, type Server } from 'node:http';
import { refuseConnection } from './refuse-connection';

export interface ServerLimits {
  /** How long the headers of a request may take. */
  readonly headersTimeoutMs: number;
  /** How long a request may take to arrive in full. */
  readonly requestTimeoutMs: number;
  /** How long nothing at all may move on a connection that has a request under way. */
  readonly idleTimeoutMs: number;
}

const MAX_HEADER_BYTES = 16 * 1_024;
/** Longer than the 60 s after which common load balancers drop an idle connection, so that they do so first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const CHECK_INTERVAL_MS = 1_000;

/** Makes the HTTP server that clients reach: Node's strict parser and a deadline for whatever a client can drag out. */
export function createGatewayServer(listener: RequestListener, limits: ServerLimits): Server {
  const server = createServer(
    {
      insecureHTTPParser: false,
      requireHostHeader: false, // `check-message.ts` does it, in the form of our problems.
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, limits.requestTimeoutMs),
    },
    listener,
  );
  server.timeout = limits.idleTimeoutMs;
  server.on('clientError', refuseConnection);
  // Whether the body is wanted is known only when the request was looked at; see `open-request-body.ts`.
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  return server;
}
