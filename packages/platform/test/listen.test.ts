import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import Koa from 'koa';
import { eventually } from '@sidecart/testing';
import { listen } from '../src';

const LARGE = 30_000_000;

/** A server whose end the test begins, and what `/slow` waits for. */
async function start(drainMs = 0) {
  const steps: (() => Promise<unknown>)[] = [];
  let release: (() => void) | undefined;
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx) => {
    if (ctx.path === '/slow') await new Promise<void>((resolve) => (release = resolve));
    ctx.body = ctx.path === '/large' ? Buffer.alloc(LARGE) : 'answer';
  });
  const shutdown = { add: (_name: string, step: () => Promise<unknown>) => void steps.push(step) };
  const port = await listen(app, { HOST: '127.0.0.1', PORT: 0 }, shutdown, { drainMs });
  return {
    port,
    isWaiting: () => release !== undefined,
    release: () => release?.(),
    end: () => Promise.all(steps.map((step) => step())),
  };
}

async function open(
  port: number,
  path?: string,
): Promise<{ socket: Socket; text: () => string; bytes: () => number }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    if (text.length < 10_000) text += chunk.toString('latin1');
  });
  await once(socket, 'connect');
  if (path) socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  return { socket, text: () => text, bytes: () => bytes };
}

const closed = ({ socket }: { socket: Socket }) => eventually(() => expect(socket.closed).toBe(true));

describe('a server that ends', () => {
  it('closes connections that ask nothing, whether they ever did or not', async () => {
    const { port, end } = await start();
    const [silent, idle] = [await open(port), await open(port, '/')];
    await eventually(() => expect(idle.text()).toContain('answer'));
    await end();
    await Promise.all([closed(silent), closed(idle)]);
  });

  it('gives every answer under way, whole, however slowly it is read', async () => {
    const { port, end } = await start();
    const reader = await open(port, '/large');
    await once(reader.socket, 'data');
    reader.socket.pause();
    const ended = end();
    await eventually(() => expect(open(port)).rejects.toThrow('ECONNREFUSED'));
    reader.socket.resume();
    await ended;
    await closed(reader);
    expect(reader.bytes()).toBeGreaterThan(LARGE);
  });

  it('waits for handlers that are at work, and then closes their connections', async () => {
    const { port, isWaiting, release, end } = await start();
    const asking = await open(port, '/slow');
    await eventually(() => expect(isWaiting()).toBe(true));
    let isOver = false;
    const ended = end().then(() => (isOver = true));
    await eventually(() => expect(open(port)).rejects.toThrow('ECONNREFUSED'));
    expect(isOver).toBe(false);
    release();
    await ended;
    await closed(asking);
    expect(asking.text()).toMatch(/^HTTP\/1.1 200 OK[^]*answer$/);
  });

  it('does not wait for a client that is gone', async () => {
    const { port, isWaiting, end } = await start();
    const asking = await open(port, '/slow');
    await eventually(() => expect(isWaiting()).toBe(true));
    asking.socket.resetAndDestroy();
    await end();
  });

  it('goes on serving while it drains', async () => {
    const { port, end } = await start(300);
    const ended = end();
    const late = await open(port, '/');
    await eventually(() => expect(late.text()).toContain('answer'));
    await ended;
  });
});
