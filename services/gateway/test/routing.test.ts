import { json, problem } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.respond(json({ ok: true })));

const last = () => gateway.upstream.received.at(-1);

describe('routing', () => {
  it.each([
    ['/api/auth/login', 'auth', '/auth/login'],
    ['/api/users/me?x=1', 'user', '/users/me?x=1'],
    ['/api/products', 'product', '/products'],
    ['/api/products?search=a%20b&limit=5', 'product', '/products?search=a%20b&limit=5'],
    ['/api/categories/tools', 'product', '/categories/tools'],
    ['/api/cart/items', 'order', '/cart/items'],
    ['/api/orders/', 'order', '/orders/'],
    ['/api/coupons', 'order', '/coupons'],
    ['/api/shipping-methods', 'order', '/shipping-methods'],
    ['/api/returns', 'order', '/returns'],
    ['/api/reviews', 'product', '/reviews'],
    ['/api/catalogue/exports', 'product', '/catalogue/exports'],
    ['/api/payments/methods', 'payment', '/payments/methods'],
    ['/api/notifications', 'notification', '/notifications'],
    ['/.well-known/jwks.json', 'auth', '/.well-known/jwks.json'],
    ['/api/products/caf%C3%A9%20au%20lait', 'product', '/products/caf%C3%A9%20au%20lait'],
  ])('sends %s to %s', async (path, appId, upstreamPath) => {
    expect((await gateway.send('GET', path)).status).toBe(200);
    expect(last()?.headers['dapr-app-id']).toBe(appId);
    expect(last()?.headers['dapr-api-token']).toBe('token-of-the-sidecar');
    expect(last()?.url).toBe(upstreamPath);
  });

  it.each([
    '/api',
    '/api/',
    '/api/productsx',
    '/api/inventory',
    '/API/products',
    '/products',
    '/internal/x',
    '/metrics',
  ])('does not know %s', async (path) => {
    const before = gateway.upstream.received.length;
    const answer = await gateway.send('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      status: 404,
      code: 'not-found',
      instance: answer.headers['x-request-id'],
    });
    expect(gateway.upstream.received).toHaveLength(before);
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('hands on %s with its answer', async (method) => {
    gateway.upstream.respond(json({ method }, 201, { location: '/api/orders/1', etag: '"3"' }));
    const body = method === 'GET' ? {} : { body: { a: 1 } };
    const answer = await gateway.send(method, '/api/orders', body);
    expect(last()?.method).toBe(method);
    expect(answer).toMatchObject({ status: 201, body: { method } });
    expect(answer.headers).toMatchObject({ location: '/api/orders/1', etag: '"3"' });
  });

  it('answers HEAD with the headers of the service and no body', async () => {
    gateway.upstream.respond((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': '1234', etag: '"1"' })
        .end();
    });
    const answer = await gateway.send('HEAD', '/api/products');
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers).toMatchObject({ 'content-length': '1234', etag: '"1"' });
    expect(last()?.method).toBe('HEAD');
  });

  it('leaves what a path allows to the service', async () => {
    gateway.upstream.respond(problem(405, 'method-not-allowed', { allow: 'GET' }));
    const answer = await gateway.send('DELETE', '/api/products');
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers['allow']).toBe('GET');
    const options = await gateway.send('OPTIONS', '/api/products');
    expect(options.status).toBe(405);
    expect(last()?.method).toBe('OPTIONS');
  });

  it.each([204, 304])('hands on %i without a body', async (status) => {
    gateway.upstream.respond((_request, response) => response.writeHead(status, { etag: '"9"' }).end());
    const answer = await gateway.send('GET', '/api/products/1', { headers: { 'if-none-match': '"9"' } });
    expect(answer).toMatchObject({ status, text: '' });
    expect(answer.headers['etag']).toBe('"9"');
    expect(answer.headers['content-type']).toBeUndefined();
    expect(last()?.headers['if-none-match']).toBe('"9"');
  });

  it('invents no content type', async () => {
    gateway.upstream.respond((_request, response) => response.writeHead(200).end('x'));
    expect((await gateway.send('GET', '/api/products')).headers['content-type']).toBeUndefined();
  });

  it('refuses methods that no service has', async () => {
    const answer = await gateway.send('PROPFIND', '/api/products');
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers['allow']).toContain('GET');
  });
});
