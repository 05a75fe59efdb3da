import { createServer } from 'node:net';

const FIRST = 23_000;
const PER_WORKER = 400;

let next = FIRST + (Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) * PER_WORKER;

/** Gives a port that nobody listens on. They are below 32768, where no system takes one for outgoing connections. */
export async function takePort(): Promise<number> {
  for (;;) {
    const port = next++;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
