import { listen, type Shutdown } from '@sidecart/platform';
import { eventually } from '@sidecart/testing';
import Koa from 'koa';
import { PassThrough } from 'node:stream';
import { createGatewayServer } from '../src/http/create-gateway-server';
import { openRaw, sendRaw, statusOf } from './support/raw';

const LIMITS = { headersTimeoutMs: 10_000, requestTimeoutMs: 10_000, idleTimeoutMs: 10_000 };

/** Serves through the port that production uses and keeps its shutdown steps for the test to run. */
async function serve(drainMs: number) {
  const stream = new PassThrough();
  const app = new Koa();
  app.use((ctx) => void (ctx.body = ctx.path === '/stream' ? stream : 'ok'));
  const steps: (() => Promise<unknown>)[] = [];
  const shutdown: Pick<Shutdown, 'add'> = { add: (_name, step) => void steps.push(step) };
  const createServer = (listener: Parameters<typeof createGatewayServer>[0]) =>
    createGatewayServer(listener, LIMITS);
  const port = await listen(app, { HOST: '127.0.0.1', PORT: 0 }, shutdown, { drainMs, createServer });
  return { port, stream, end: () => Promise.all(steps.map((step) => step())) };
}

const GET = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

describe('the end of the process', () => {
  it('leaves the port open for a while, so that nobody is refused who was sent here', async () => {
    const { port, end } = await serve(500);
    let isOver = false;
    const over = end().then(() => (isOver = true));
    expect(statusOf(await sendRaw(port, GET))).toBe(200);
    expect(isOver).toBe(false);
    await over;
    expect(statusOf(await sendRaw(port, GET))).toBe(0);
  });

  it('waits for answers under way and for nobody who is idle', async () => {
    const { port, stream, end } = await serve(0);
    const idle = await openRaw(port);
    const busy = await openRaw(port);
    busy.socket.write('GET /stream HTTP/1.1\r\nHost: x\r\n\r\n');
    stream.write('first');
    await eventually(() => expect(busy.received).toContain('first'));
    let isOver = false;
    const over = end().then(() => (isOver = true));
    await eventually(() => expect(idle.ended).toBe(true));
    expect(statusOf(await sendRaw(port, GET))).toBe(0);
    expect(isOver).toBe(false);
    stream.end('last');
    await over;
    // Complete, although the connection had been promised to be kept.
    await eventually(() => expect(busy.received).toMatch(/last\r\n0\r\n\r\n$/));
  });
});
