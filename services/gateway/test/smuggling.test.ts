import { sendRaw, statusOf } from './support/raw';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway({ hosts: 'shop.example, localhost' })));
afterAll(() => gateway.close());

const post = (headers: string[], body = '', version = '1.1') =>
  sendRaw(gateway.port, [`POST /api/orders HTTP/${version}`, ...headers, '', body].join('\r\n'), 1_000);

const HOST = 'Host: localhost';
const CLOSE = 'Connection: close';
const SMUGGLED = 'GET /internal HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('requests that two servers could read differently', () => {
  it.each([
    [
      'Transfer-Encoding and Content-Length',
      [HOST, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'Transfer-Encoding before Content-Length',
      [HOST, 'Transfer-Encoding: chunked', 'Content-Length: 4'],
      `0\r\n\r\n${SMUGGLED}`,
    ],
    ['two Content-Lengths', [HOST, 'Content-Length: 0', 'Content-Length: 44'], SMUGGLED],
    ['two equal Content-Lengths', [HOST, 'Content-Length: 0', 'Content-Length: 0'], ''],
    ['a list of Content-Lengths', [HOST, 'Content-Length: 0, 44'], SMUGGLED],
    ['a signed Content-Length', [HOST, 'Content-Length: +4'], 'abcd'],
    ['a blank before the colon', [HOST, 'Content-Length : 4'], 'abcd'],
    ['two codings', [HOST, CLOSE, 'Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'],
    ['chunked twice', [HOST, 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['an unknown coding', [HOST, CLOSE, 'Transfer-Encoding: identity'], ''],
    ['a disguised coding', [HOST, 'Transfer-Encoding: \x0bchunked'], '0\r\n\r\n'],
    ['a misspelt coding', [HOST, CLOSE, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'],
    ['a folded header', [HOST, 'X-A: b', ' Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['a bare line feed in a header', [HOST, 'X-A: b\nContent-Length: 4'], 'abcd'],
    ['a bare carriage return in a header', [HOST, 'X-A: b\rContent-Length: 4'], 'abcd'],
    ['a NUL in a header', [HOST, 'X-A: b\0'], ''],
    ['a broken chunk', [HOST, 'Transfer-Encoding: chunked'], 'z\r\nabc\r\n0\r\n\r\n'],
    ['two hosts', [HOST, CLOSE, 'Host: evil.example'], ''],
    ['no host', [CLOSE], ''],
    ['a host with a path', ['Host: localhost/x', CLOSE], ''],
    ['a host with credentials', ['Host: a@localhost', CLOSE], ''],
    ['a host we do not answer to', ['Host: evil.example', CLOSE], ''],
    ['two authorizations', [HOST, CLOSE, 'Authorization: Bearer a', 'Authorization: Bearer b'], ''],
  ])('refuses %s', async (_name, headers, body) => {
    const before = gateway.upstream.received.length;
    const answer = await post(headers, body);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('application/problem+json');
    expect(answer.match(/HTTP\/1\.1 \d{3} /g)).toHaveLength(1);
    // A chunk can break after the request was handed on; it must not be complete there.
    const arrived = gateway.upstream.received.slice(before);
    expect(arrived.filter(({ request }) => request.complete)).toHaveLength(0);
  });

  it('refuses a header that a sidecar could not pass on, and names it', async () => {
    const before = gateway.upstream.received.length;
    const head = 'GET /api/products HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIdempotency-Key: ';
    const answer = await sendRaw(gateway.port, `${head}\xff\r\n\r\n`);
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('"pointer":"idempotency-key"');
    expect(gateway.upstream.received).toHaveLength(before);
  });

  it('refuses a body in a request that has none', async () => {
    const answer = await sendRaw(
      gateway.port,
      `GET /api/orders HTTP/1.1\r\n${HOST}\r\n${CLOSE}\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
    );
    expect(statusOf(answer)).toBe(400);
    expect(answer.match(/HTTP\/1\.1 \d{3} /g)).toHaveLength(1);
  });

  it.each(['0.9', '2.0', '1.2'])('refuses HTTP/%s', async (version) => {
    expect([0, 400]).toContain(statusOf(await post([HOST, CLOSE], '', version)));
  });

  it('refuses chunks in HTTP/1.0', async () => {
    expect(statusOf(await post([HOST, 'Transfer-Encoding: chunked'], '0\r\n\r\n', '1.0'))).toBe(400);
  });

  it('refuses headers above 16 KiB', async () => {
    const answer = await post([HOST, `X-Large: ${'a'.repeat(17_000)}`]);
    expect(statusOf(answer)).toBe(431);
    expect(answer).toContain('"code":"headers-too-large"');
  });

  it('answers under its own names, whatever their case and port', async () => {
    expect(statusOf(await post(['Host: Shop.Example:8080', CLOSE, 'Content-Length: 0']))).toBe(200);
  });

  it('sends one complete request on for one it got', async () => {
    const before = gateway.upstream.received.length;
    const answer = await sendRaw(
      gateway.port,
      `POST /api/orders HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n` +
        `GET /api/products HTTP/1.1\r\n${HOST}\r\n${CLOSE}\r\n\r\n`,
    );
    expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(gateway.upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /orders',
      'GET /products',
    ]);
  });
});
