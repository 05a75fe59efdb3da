import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface FakeRedis {
  readonly url: string;
  readonly port: number;
  /** How many counters were increased so far. */
  readonly counted: number;
  /** While true it takes commands and answers none. */
  silent: boolean;
  close(): Promise<void>;
}

/** Speaks as much of the Redis protocol as counting needs: INFO, SET/EVAL of the limiter's script, CLIENT, PING. */
export async function startFakeRedis(atPort = 0): Promise<FakeRedis> {
  const counters = new Map<string, number>();
  const sockets = new Set<Socket>();
  const state = { counted: 0, silent: false };
  const answer = ([name = '', ...args]: string[]): string => {
    switch (name.toUpperCase()) {
      case 'INFO':
        return bulk('redis_version:7.0.0\r\nloading:0');
      case 'EVALSHA':
        return '-NOSCRIPT No matching script.\r\n';
      case 'EVAL': {
        const [, , key = '', points = '1', seconds = '1'] = args;
        const consumed = (counters.get(key) ?? 0) + Number(points);
        counters.set(key, consumed);
        state.counted += 1;
        return `*2\r\n:${consumed}\r\n:${Number(seconds) * 1_000}\r\n`;
      }
      default:
        return '+OK\r\n';
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let buffered = '';
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      for (let next = takeCommand(buffered); next; next = takeCommand(buffered)) {
        buffered = next.rest;
        if (!state.silent) socket.write(answer(next.command));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(atPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `redis://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** Takes one command (an array of bulk strings) off the front, if it is there in full. */
function takeCommand(text: string): { command: string[]; rest: string } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const command: string[] = [];
  for (let i = 0; i < Number(head[1]); i += 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    const start = at + size[0].length;
    const end = start + Number(size[1]);
    if (text.length < end + 2) return undefined;
    command.push(text.slice(start, end));
    at = end + 2;
  }
  return { command, rest: text.slice(at) };
}
