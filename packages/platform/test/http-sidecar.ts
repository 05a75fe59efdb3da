import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface HttpSidecar {
  readonly port: number;
  /** All requests but those by which the SDK finds out whether the sidecar is there. */
  readonly received: ReceivedRequest[];
  /** How many connections there were so far. */
  connections(): number;
  /** What is answered from now on; a status with a body, or nothing at all. */
  answer(status: number, body?: string): void;
  respond: (response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A local HTTP server in the place of a sidecar: it notes what it is asked and answers what the test wants. */
export async function startHttpSidecar(): Promise<HttpSidecar> {
  const received: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => sockets.add(socket));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/v1.0/metadata') {
      response.end('{}');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    received.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    });
    sidecar.respond(response);
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const sidecar: HttpSidecar = {
    port: (server.address() as AddressInfo).port,
    received,
    connections: () => sockets.size,
    answer(status, body = '') {
      sidecar.respond = (response) => void response.writeHead(status).end(body);
    },
    respond: (response) => void response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sidecar;
}
