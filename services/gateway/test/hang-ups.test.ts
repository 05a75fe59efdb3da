import { eventually } from '@sidecart/testing';
import { request } from 'undici';
import type { AccessLine } from '../src/http/access-log';
import { json, type Responder } from './support/fake-upstream';
import { openRaw, statusOf } from './support/raw';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
const lines: AccessLine[] = [];
beforeAll(async () => void (gateway = await startGateway({ accessLog: (line) => lines.push(line) })));
afterAll(() => gateway.close());
beforeEach(() => void lines.splice(0));

const GET = 'GET /api/products HTTP/1.1\r\nHost: x\r\n\r\n';
const never: Responder = () => undefined;

/** Begins an answer of unknown length and does not end it. */
const begin: Responder = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
};

const upstreamRequest = () => gateway.upstream.received.at(-1)?.request;

/** Proof that nothing was hurt: the next request is answered. */
async function expectHealth(): Promise<void> {
  gateway.upstream.respond(json({ ok: true }));
  expect((await gateway.send('GET', '/api/products')).status).toBe(200);
}

describe('a client that hangs up', () => {
  afterEach(expectHealth);

  it('within its headers harms nobody', async () => {
    const before = gateway.upstream.received.length;
    const { socket } = await openRaw(gateway.port);
    socket.write('GET /api/products HTTP/1.1\r\nHost:');
    socket.destroy();
    expect(gateway.upstream.received).toHaveLength(before);
  });

  it('within its body ends the request to the service, which never looks complete', async () => {
    gateway.upstream.respond((received) => void received.resume());
    const before = gateway.upstream.received.length;
    const { socket } = await openRaw(gateway.port);
    socket.write('POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    await eventually(() => expect(gateway.upstream.received).toHaveLength(before + 1));
    socket.destroy();
    await eventually(() => expect(upstreamRequest()?.destroyed).toBe(true));
    expect(upstreamRequest()?.complete).toBe(false);
    await eventually(() => expect(lines).toMatchObject([{ status: 499, cutShortBy: 'client' }]));
  });

  it('within a chunked body ends the request to the service, which never looks complete', async () => {
    gateway.upstream.respond((received) => void received.resume());
    const before = gateway.upstream.received.length;
    const { socket } = await openRaw(gateway.port);
    socket.write('POST /api/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n');
    await eventually(() => expect(gateway.upstream.received).toHaveLength(before + 1));
    socket.destroy();
    await eventually(() => expect(upstreamRequest()?.destroyed).toBe(true));
    expect(upstreamRequest()?.complete).toBe(false);
  });

  it('while waiting for the answer ends the request to the service', async () => {
    gateway.upstream.respond(never);
    const before = gateway.upstream.received.length;
    const { socket } = await openRaw(gateway.port);
    socket.write(GET);
    await eventually(() => expect(gateway.upstream.received).toHaveLength(before + 1));
    socket.destroy();
    await eventually(() => expect(upstreamRequest()?.destroyed).toBe(true));
    await eventually(() => expect(lines).toMatchObject([{ status: 499, cutShortBy: 'client' }]));
  });

  it.each(['', 'Accept-Encoding: br\r\n'])(
    'within the answer ends it at the service (%j)',
    async (header) => {
      gateway.upstream.respond(begin);
      const connection = await openRaw(gateway.port);
      connection.socket.write(GET.replace('\r\n\r\n', `\r\n${header}\r\n`));
      await eventually(() => expect(connection.received).toContain('\r\n\r\n'));
      connection.socket.destroy();
      await eventually(() => expect(upstreamRequest()?.destroyed).toBe(true));
      await eventually(() => expect(lines).toMatchObject([{ status: 200, cutShortBy: 'client' }]));
    },
  );

  it('a hundred times at once leaves no request behind', async () => {
    gateway.upstream.respond(begin);
    const before = gateway.upstream.received.length;
    const connections = await Promise.all(Array.from({ length: 100 }, () => openRaw(gateway.port)));
    for (const { socket } of connections) socket.write(GET);
    await eventually(() => {
      for (const { received } of connections) expect(received).toContain('first');
    });
    for (const { socket } of connections) socket.destroy();
    await eventually(() => {
      const begun = gateway.upstream.received.slice(before);
      expect(begun.filter(({ request: { destroyed } }) => destroyed)).toHaveLength(100);
    });
  });

  it('does not open the breaker, however often', async () => {
    gateway.upstream.respond(never);
    const before = gateway.upstream.received.length;
    const connections = await Promise.all(Array.from({ length: 30 }, () => openRaw(gateway.port)));
    for (const { socket } of connections) socket.write(GET);
    await eventually(() => expect(gateway.upstream.received).toHaveLength(before + 30));
    for (const { socket } of connections) socket.destroy();
    await eventually(() => expect(lines).toHaveLength(30));
    expect(await gateway.breakerState('product')).toBe('closed');
  });
});

describe('a service that hangs up', () => {
  afterEach(expectHealth);

  it('before its answer is a 503 problem', async () => {
    gateway.upstream.respond((received) => received.socket.destroy());
    const answer = await gateway.send('POST', '/api/orders', { body: { a: 1 } });
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('before its answer to a GET is asked once more, and only once', async () => {
    let attempts = 0;
    gateway.upstream.respond((received, response) => {
      attempts += 1;
      if (attempts === 1) received.socket.destroy();
      else json({ ok: true })(received, response);
    });
    expect((await gateway.send('GET', '/api/products')).status).toBe(200);
    expect(attempts).toBe(2);

    gateway.upstream.respond((received) => {
      attempts += 1;
      received.socket.destroy();
    });
    expect((await gateway.send('GET', '/api/products')).status).toBe(503);
    expect(attempts).toBe(4);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'before its answer to a %s is not asked again',
    async (method) => {
      let attempts = 0;
      gateway.upstream.respond((received) => {
        attempts += 1;
        received.socket.destroy();
      });
      expect((await gateway.send(method, '/api/cart/items/1')).status).toBe(503);
      expect(attempts).toBe(1);
    },
  );

  it('within its headers is a 503 problem', async () => {
    gateway.upstream.respond((received) => received.socket.end('HTTP/1.1 200 OK\r\nContent-Ty'));
    expect((await gateway.send('POST', '/api/orders')).status).toBe(503);
  });

  it.each([
    ['of known length', 'Content-Length: 100\r\n\r\nhalf', ''],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n', ''],
    ['of known length, compressed on the way', 'Content-Length: 100000\r\n\r\nhalf', 'gzip'],
    ['in chunks, compressed on the way', 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n', 'br'],
  ])('within an answer %s cuts the client’s connection', async (_name, rest, encoding) => {
    gateway.upstream.respond((received) => {
      received.socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${rest}`, () => {
        received.socket.destroySoon();
      });
    });
    const whole = request(`${gateway.url}/api/products`, { headers: { 'accept-encoding': encoding } });
    await expect(whole.then(({ body }) => body.arrayBuffer())).rejects.toThrow('other side closed');
    await eventually(() => expect(lines).toMatchObject([{ cutShortBy: 'upstream' }]));
  });

  it('within a malformed answer cuts the client’s connection', async () => {
    gateway.upstream.respond((received) => {
      received.socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nnonsense\r\n');
    });
    const connection = await openRaw(gateway.port);
    connection.socket.write(GET);
    await eventually(() => expect(connection.ended).toBe(true));
    expect(connection.received).not.toContain('\r\n0\r\n');
  });

  it('with an answer that is not HTTP is a 503 problem', async () => {
    gateway.upstream.respond((received) => received.socket.end('SSH-2.0-nonsense\r\n'));
    expect((await gateway.send('POST', '/api/orders')).status).toBe(503);
  });

  it('is no fault of the process that listens: refused connections are a 503 problem', async () => {
    const other = await startGateway();
    await other.upstream.close();
    const answer = await other.send('GET', '/api/products');
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', status: 503 } });
    expect(statusOf(`HTTP/1.1 ${answer.status}`)).toBe(503);
    await other.close();
  });
});
