import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eventually } from '@sidecart/testing';
import { request } from 'undici';
import { json, type Responder } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());

const LARGE = { items: Array.from({ length: 100 }, (_, index) => ({ id: index, name: `product ${index}` })) };

const ask = async (encoding: string) => {
  const answer = await request(`${gateway.url}/api/products`, { headers: { 'accept-encoding': encoding } });
  return { headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
};

describe('compression', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('makes a large answer smaller: %s', async (encoding, unpack) => {
    gateway.upstream.respond(json(LARGE));
    const { headers, bytes } = await ask(encoding);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBeUndefined();
    expect(headers['vary']).toMatch(/Accept-Encoding/i);
    expect(JSON.parse(unpack(bytes).toString())).toEqual(LARGE);
    expect(bytes.length).toBeLessThan(JSON.stringify(LARGE).length / 2);
    expect(gateway.upstream.received.at(-1)?.headers['accept-encoding']).toBeUndefined();
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1, br;q=0.1', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['deflate', undefined],
    ['zstd', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('takes what the client prefers: %j', async (accepted, expected) => {
    gateway.upstream.respond(json(LARGE));
    expect((await ask(accepted)).headers['content-encoding']).toBe(expected);
  });

  it('leaves a small answer and its length alone', async () => {
    gateway.upstream.respond(json({ items: [] }));
    const { headers, bytes } = await ask('br, gzip');
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-length']).toBe(String(bytes.length));
  });

  const large = (headers: Record<string, string>, status = 200): Responder => {
    return (_request, response) => response.writeHead(status, headers).end('x'.repeat(5_000));
  };

  it.each([
    ['an image', large({ 'content-type': 'image/webp' })],
    ['what is encoded already', large({ 'content-type': 'application/json', 'content-encoding': 'gzip' })],
    [
      'what must not be transformed',
      large({ 'content-type': 'application/json', 'cache-control': 'no-transform' }),
    ],
    ['a part', large({ 'content-type': 'text/plain', 'content-range': 'bytes 0-4999/10000' }, 206)],
  ])('leaves %s alone', async (_name, responder) => {
    gateway.upstream.respond(responder);
    const { headers, bytes } = await ask('br, gzip');
    expect(headers['content-encoding']).not.toBe('br');
    expect(bytes).toHaveLength(5_000);
  });

  it('does not hold back what a service sends in pieces', async () => {
    let finish = () => {};
    gateway.upstream.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('first piece');
      finish = () => response.end('last piece');
    });
    const answer = await request(`${gateway.url}/api/products`, { headers: { 'accept-encoding': 'br' } });
    let bytes = 0;
    answer.body.on('data', (part: Buffer) => (bytes += part.length));
    await eventually(() => expect(bytes).toBeGreaterThanOrEqual('first piece'.length));
    finish();
    await new Promise((resolve) => answer.body.once('end', resolve));
  });
});
