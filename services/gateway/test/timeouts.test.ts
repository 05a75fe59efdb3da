import { eventually } from '@sidecart/testing';
import { request } from 'undici';
import { json } from './support/fake-upstream';
import { openRaw, statusOf } from './support/raw';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    headersTimeoutMs: 400,
    bodyTimeoutMs: 400,
    clientHeadersTimeoutMs: 500,
    clientRequestTimeoutMs: 1_000,
    clientIdleTimeoutMs: 1_500,
  });
});
afterAll(() => gateway.close());

describe('a service that is slow', () => {
  it('with its headers is given up at the deadline: a 503 problem with Retry-After', async () => {
    gateway.upstream.respond(() => undefined);
    const startedAt = Date.now();
    const answer = await gateway.send('POST', '/api/orders', { body: {} });
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers['retry-after']).toBeDefined();
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    await eventually(() => expect(gateway.upstream.received.at(-1)?.request.destroyed).toBe(true));
  });

  it('with its body is cut when it stands still', async () => {
    gateway.upstream.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
    });
    const { body } = await request(`${gateway.url}/api/products`);
    await expect(body.text()).rejects.toThrow();
    await eventually(() => expect(gateway.upstream.received.at(-1)?.request.destroyed).toBe(true));
  });

  it('with its body may take as long as it likes while something comes', async () => {
    gateway.upstream.respond((_request, response) => {
      let left = 8;
      const timer = setInterval(() => {
        response.write('.');
        if (--left > 0) return;
        clearInterval(timer);
        response.end('end');
      }, 100);
    });
    const { body } = await request(`${gateway.url}/api/products`);
    expect(await body.text()).toBe('........end');
  });

  it('does not hold up another one: each has its own connections', async () => {
    gateway.upstream.respond((received, response) => {
      if (received.headers['dapr-app-id'] !== 'order') json({ ok: true })(received, response);
    });
    // More than the pool of the slow one has; the rest waits for a connection, under the same deadline.
    const slow = Array.from({ length: 200 }, () => gateway.send('GET', '/api/orders'));
    expect((await gateway.send('GET', '/api/products')).status).toBe(200);
    const statuses = (await Promise.all(slow)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([503]));
  });
});

describe('a client that is slow', () => {
  it('with its headers is answered 408 and cut', async () => {
    const connection = await openRaw(gateway.port);
    connection.socket.write('GET /api/products HTTP/1.1\r\nHost: x\r\n');
    await eventually(() => expect(connection.ended).toBe(true));
    expect(statusOf(connection.received)).toBe(408);
    expect(connection.received).toContain('"code":"request-timeout"');
  });

  it('with its body is not mistaken for a slow service while it still sends, and cut at its own deadline', async () => {
    gateway.upstream.respond((received) => void received.resume());
    const connection = await openRaw(gateway.port);
    connection.socket.write('POST /api/payments HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    const timer = setInterval(() => connection.socket.write('.'), 50);
    await eventually(() => expect(connection.ended).toBe(true));
    clearInterval(timer);
    expect(statusOf(connection.received)).toBe(408);
    await eventually(() => expect(gateway.upstream.received.at(-1)?.request.destroyed).toBe(true));
    expect(gateway.upstream.received.at(-1)?.request.complete).toBe(false);
  });

  it('that never reads its answer is cut', async () => {
    gateway.upstream.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      response.end(Buffer.alloc(50_000_000));
    });
    const connection = await openRaw(gateway.port);
    connection.socket.write('GET /api/users/1 HTTP/1.1\r\nHost: x\r\n\r\n');
    connection.socket.pause();
    await eventually(() => expect(gateway.upstream.received.at(-1)?.url).toBe('/users/1'));
    await eventually(() => expect(gateway.upstream.received.at(-1)?.request.destroyed).toBe(true));
    connection.socket.destroy();
  });
});
