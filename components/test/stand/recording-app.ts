import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { CloudEvent } from '@sidecart/contracts';

/** What an app answers to an event; `HANG` is no answer at all. */
export type Verdict = 'SUCCESS' | 'RETRY' | 'DROP' | 'HANG';

export interface Delivery {
  readonly topic: string;
  readonly event: CloudEvent;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How often this event was delivered to this app before. */
  readonly earlier: number;
}

/** A service reduced to its routes for events: it writes down what comes and answers as the test says. */
export interface RecordingApp {
  readonly port: number;
  readonly deliveries: readonly Delivery[];
  /** Decides over each delivery; everything is a success until it is set. */
  verdict: (delivery: Delivery) => Verdict | Promise<Verdict>;
  /** The ids of the events that came, each once, in the order of their first delivery. */
  ids(): string[];
  start(): Promise<void>;
  /** Ends like a killed process: nobody listens, connections break. What it wrote down is kept. */
  die(): Promise<void>;
}

/** Makes an app that listens on 127.0.0.1 once it is started. */
export function createRecordingApp(port: number): RecordingApp {
  const deliveries: Delivery[] = [];
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  async function deliver(topic: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const event = JSON.parse(await readText(request)) as CloudEvent;
    const earlier = deliveries.filter((delivery) => delivery.event.id === event.id).length;
    const delivery = { topic, event, headers: request.headers, at: Date.now(), earlier };
    deliveries.push(delivery);
    const status = await app.verdict(delivery);
    if (status === 'HANG') return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const [, topic] = /^\/events\/(.+)$/.exec(request.url ?? '') ?? [];
    if (topic !== undefined && request.method === 'POST') {
      deliver(topic, request, response).catch(() => response.destroy());
      return;
    }
    response.writeHead(request.url === '/health/live' ? 200 : 404).end();
  }

  const app: RecordingApp = {
    port,
    deliveries,
    verdict: () => 'SUCCESS',
    ids: () => [...new Set(deliveries.map(({ event }) => event.id))],
    async start() {
      const started = createServer(serve);
      started.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      await new Promise<void>((resolve, reject) => {
        started.once('error', reject);
        started.listen(port, '127.0.0.1', resolve);
      });
      server = started;
    },
    async die() {
      const dying = server;
      server = undefined;
      if (!dying) return;
      const closed = new Promise((resolve) => dying.close(resolve));
      sockets.forEach((socket) => socket.resetAndDestroy());
      await closed;
    },
  };
  return app;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
