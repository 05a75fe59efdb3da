import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the gateway sent, as the sidecar got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: string[];
  readonly request: IncomingMessage;
}

export type Responder = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface FakeUpstream {
  readonly port: number;
  readonly received: readonly Received[];
  /** Connections that are open at the moment. */
  readonly connections: ReadonlySet<Socket>;
  /** Decides what every following request is answered. */
  respond(responder: Responder): void;
  close(): Promise<void>;
}

/** Answers with JSON. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Responder =>
  (_request, response) => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    response.end(text);
  };

/** Answers with problem details, as every service does. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Responder =>
  json({ type: `/problems/${code}`, title: code, status, code, detail: 'of the service' }, status, {
    'content-type': 'application/problem+json',
    ...headers,
  });

/** Stands for the gateway's sidecar with all services behind it: a real HTTP server that does as it is told. */
export async function startFakeUpstream(): Promise<FakeUpstream> {
  const received: Received[] = [];
  const connections = new Set<Socket>();
  let responder: Responder = json({ ok: true });
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const { method = '', url = '', headers, rawHeaders } = request;
    received.push({ method, url, headers, rawHeaders, request });
    request.on('error', () => undefined);
    void responder(request, response);
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    connections,
    respond: (next) => void (responder = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
