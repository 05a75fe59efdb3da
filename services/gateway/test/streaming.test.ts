import { createHash, randomBytes } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import { request } from 'undici';
import { openRaw, sendRaw, statusOf } from './support/raw';
import { json } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway({ bodyLimitBytes: 300_000 })));
afterAll(() => gateway.close());

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the body of an answer', () => {
  it('reaches the client before the service has finished it', async () => {
    let finish = () => {};
    gateway.upstream.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('first');
      finish = () => response.end('last');
    });
    const { body } = await request(`${gateway.url}/api/products`);
    let text = '';
    body.setEncoding('utf8').on('data', (part: string) => (text += part));
    await eventually(() => expect(text).toBe('first'));
    finish();
    await eventually(() => expect(text).toBe('firstlast'));
  });

  it('arrives complete when it is large, with its length', async () => {
    const bytes = randomBytes(20_000_000);
    gateway.upstream.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length }).end(bytes);
    });
    const answer = await request(`${gateway.url}/api/products/1/images/1`);
    expect(answer.headers['content-length']).toBe(String(bytes.length));
    expect(sha(Buffer.from(await answer.body.arrayBuffer()))).toBe(sha(bytes));
  });

  it('waits for a client that reads slowly instead of piling up', async () => {
    let written = 0;
    let isWaiting = false;
    gateway.upstream.respond((_request, response) => {
      const chunk = Buffer.alloc(1_000_000);
      response.writeHead(200, { 'content-type': 'image/png' });
      const more = () => {
        while (!response.destroyed && written < 200_000_000) {
          written += chunk.length;
          if (!response.write(chunk)) {
            isWaiting = true;
            response.once('drain', () => {
              isWaiting = false;
              more();
            });
            return;
          }
        }
      };
      more();
    });
    const { socket } = await openRaw(gateway.port);
    socket.write('GET /api/products/1/images/1 HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    // The service stands still once every buffer on the way is full, far below what it has to say.
    let before = -1;
    await eventually(() => {
      const isStill = isWaiting && written === before;
      before = written;
      expect(isStill).toBe(true);
    });
    expect(written).toBeLessThan(100_000_000);
    socket.destroy();
    await eventually(() => expect(gateway.upstream.received.at(-1)?.request.destroyed).toBe(true));
  });
});

describe('the body of a request', () => {
  it('reaches the service before the client has sent it all, byte for byte', async () => {
    let arrived = '';
    gateway.upstream.respond(async (received, response) => {
      for await (const part of received) arrived += String(part);
      json({ arrived })(received, response);
    });
    const connection = await openRaw(gateway.port);
    connection.socket.write(
      'POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\nfirst',
    );
    await eventually(() => expect(arrived).toBe('first'));
    expect(gateway.upstream.received.at(-1)?.headers['content-length']).toBe('10');
    expect(gateway.upstream.received.at(-1)?.headers['transfer-encoding']).toBeUndefined();
    connection.socket.write(' last');
    await eventually(() => expect(connection.received).toContain('{"arrived":"first last"}'));
  });

  it('is not looked into', async () => {
    const bytes = randomBytes(200_000);
    gateway.upstream.respond(async (received, response) => {
      const parts: Buffer[] = [];
      for await (const part of received) parts.push(part as Buffer);
      json({ sha: sha(Buffer.concat(parts)), type: received.headers['content-type'] })(received, response);
    });
    const answer = await request(`${gateway.url}/api/products/1/images`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-anything' },
      body: bytes,
    });
    expect(await answer.body.json()).toEqual({ sha: sha(bytes), type: 'application/x-anything' });
  });

  it('is refused before it is sent when its announced length is above the limit', async () => {
    const before = gateway.upstream.received.length;
    const answer = await sendRaw(
      gateway.port,
      'POST /api/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 300001\r\n\r\n',
    );
    expect(statusOf(answer)).toBe(413);
    expect(answer).not.toContain('100 Continue');
    expect(answer).toMatch(/connection: close/i);
    expect(gateway.upstream.received).toHaveLength(before);
  });

  it('may be larger where pictures and catalogues are sent', async () => {
    gateway.upstream.respond(async (received, response) => {
      for await (const _part of received);
      json({ ok: true })(received, response);
    });
    const body = Buffer.alloc(2_000_000);
    const answer = await request(`${gateway.url}/api/catalogue/imports`, { method: 'POST', body });
    expect(answer.statusCode).toBe(200);
  });

  it('is refused in chunks as soon as it exceeds the limit, and the service never sees its end', async () => {
    gateway.upstream.respond((received) => void received.resume());
    const connection = await openRaw(gateway.port);
    connection.socket.write('POST /api/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
    const timer = setInterval(() => connection.socket.write(chunk), 5);
    await eventually(() => expect(statusOf(connection.received)).toBe(413));
    expect(connection.received).toContain('"code":"body-too-large"');
    // Whatever else the client sends, the connection does not stay open for it.
    await eventually(() => expect(connection.ended).toBe(true));
    clearInterval(timer);
    expect(gateway.upstream.received.at(-1)?.request.complete).toBe(false);
  });

  it('reads on for a moment, so that a client that sends first and reads later learns why', async () => {
    const answer = await request(`${gateway.url}/api/orders`, {
      method: 'POST',
      body: Buffer.alloc(2_000_000),
    });
    expect(answer.statusCode).toBe(413);
    expect(await answer.body.json()).toMatchObject({ code: 'body-too-large' });
  });

  it('is asked for only when somebody wants it', async () => {
    gateway.upstream.respond(async (received, response) => {
      for await (const _part of received);
      json({ ok: true })(received, response);
    });
    const connection = await openRaw(gateway.port);
    const head = 'Host: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n';
    connection.socket.write(`POST /api/orders HTTP/1.1\r\n${head}`);
    await eventually(() => expect(connection.received).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\n$/));
    connection.socket.write('{}');
    await eventually(() => expect(connection.received).toContain('HTTP/1.1 200 OK'));
    expect(gateway.upstream.received.at(-1)?.headers.expect).toBeUndefined();

    const refused = await sendRaw(gateway.port, `POST /api/nowhere HTTP/1.1\r\n${head}`);
    expect(statusOf(refused)).toBe(404);
    expect(refused).toMatch(/connection: close/i);
  });

  it('is not waited for when the service answers without it', async () => {
    gateway.upstream.respond(json({ code: 'x' }, 422, { 'content-type': 'application/problem+json' }));
    const connection = await openRaw(gateway.port);
    connection.socket.write('POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    await eventually(() => expect(statusOf(connection.received)).toBe(422));
    await eventually(() => expect(connection.ended).toBe(true));
  });
});
