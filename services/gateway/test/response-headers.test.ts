import { json } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());

describe('response headers', () => {
  it.each([
    ['server', 'daprd'],
    ['x-powered-by', 'Koa'],
    ['dapr-status', '1'],
    ['dapr-app-id', 'product'],
    ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
    ['tracestate', 'a=b'],
    ['grpc-trace-bin', 'x'],
    ['via', '1.1 inside'],
    ['x-forwarded-for', '10.0.0.7'],
    ['access-control-allow-origin', '*'],
    ['ratelimit', '"x";r=1'],
    ['keep-alive', 'timeout=77'],
    ['proxy-authenticate', 'Basic'],
  ])('do not tell %s', async (name, value) => {
    gateway.upstream.respond(json({}, 200, { [name]: value }));
    const answer = await gateway.send('GET', '/api/products');
    if (name === 'keep-alive' || name === 'ratelimit') expect(answer.headers[name]).not.toBe(value);
    else expect(answer.headers[name]).toBeUndefined();
  });

  it('drop what the Connection header of the service names', async () => {
    gateway.upstream.respond(
      json({}, 200, { connection: 'keep-alive, x-inside', 'x-inside': '1', 'x-outside': '2' }),
    );
    const { headers } = await gateway.send('GET', '/api/products');
    expect(headers['x-inside']).toBeUndefined();
    expect(headers['x-outside']).toBe('2');
  });

  it('protect the client, name the version and keep nothing', async () => {
    const { headers } = await gateway.send('GET', '/api/products');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-site',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-sidecart-version': '1.2.3',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('say HSTS over HTTPS', async () => {
    const behindOne = await startGateway({ trustedHops: 1 });
    const { headers } = await behindOne.send('GET', '/api/products', {
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}$/);
    await behindOne.close();
  });

  it('leave caching and embedding to a service that says so', async () => {
    gateway.upstream.respond(
      json({}, 200, {
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
        vary: 'Accept-Language',
        'x-cache': 'hit',
      }),
    );
    const { headers } = await gateway.send('GET', '/api/products');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-cache': 'hit',
    });
    expect(headers['vary']).toMatch(/Accept-Language/);
    expect(headers['vary']).toMatch(/Accept-Encoding/);
  });

  it('hand on every Set-Cookie', async () => {
    gateway.upstream.respond((_request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end();
    });
    expect((await gateway.send('GET', '/api/cart')).headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });
});
