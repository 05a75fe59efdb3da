import { json, problem } from './support/fake-upstream';
import { startGateway, type TestGateway } from './support/start-gateway';

const SHOP = 'https://shop.example';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway({ origins: `${SHOP}, http://localhost:5173` })));
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.respond(json({ ok: true })));

const preflight = (origin: string, path = '/api/orders') =>
  gateway.send('OPTIONS', path, {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });

describe('CORS', () => {
  it('answers the preflight of an allowed origin without asking a service', async () => {
    const answer = await preflight(SHOP);
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-max-age': '600',
    });
    expect(answer.headers['access-control-allow-methods']).toBe('GET,HEAD,POST,PUT,PATCH,DELETE');
    expect(answer.headers['access-control-allow-headers']).toMatch(/Authorization/);
    expect(answer.headers['access-control-allow-headers']).toMatch(/Idempotency-Key/);
    expect(answer.headers['access-control-allow-headers']).toMatch(/If-Match/);
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    expect(gateway.upstream.received).toHaveLength(0);
  });

  it('lets a page of an allowed origin read the answer and its headers', async () => {
    const answer = await gateway.send('GET', '/api/products', { headers: { origin: SHOP } });
    expect(answer.headers['access-control-allow-origin']).toBe(SHOP);
    expect(answer.headers['vary']).toMatch(/Origin/);
    const exposed = String(answer.headers['access-control-expose-headers']).split(',');
    expect(exposed).toEqual(
      expect.arrayContaining([
        'ETag',
        'Link',
        'Location',
        'RateLimit',
        'RateLimit-Policy',
        'Retry-After',
        'X-Request-Id',
        'X-Cache',
        'Idempotency-Replayed',
      ]),
    );
  });

  it('lets it read errors, too: the gateway’s and the service’s', async () => {
    const unauthorized = await gateway.send('GET', '/api/orders', {
      token: 'Bearer x',
      headers: { origin: SHOP },
    });
    expect(unauthorized).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': SHOP } });
    gateway.upstream.respond(problem(404, 'not-found'));
    const missing = await gateway.send('GET', '/api/orders/1', { headers: { origin: SHOP } });
    expect(missing).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': SHOP } });
  });

  it.each(['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null'])(
    'tells nothing to %s',
    async (origin) => {
      const before = gateway.upstream.received.length;
      const refused = await preflight(origin);
      expect(refused).toMatchObject({ status: 403, body: { code: 'origin-not-allowed' } });
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      expect(gateway.upstream.received).toHaveLength(before);
      const answer = await gateway.send('GET', '/api/products', { headers: { origin } });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('is closed unless it is configured, and open for all if so', async () => {
    const closed = await startGateway();
    const open = await startGateway({ origins: '*' });
    const headers = { origin: 'https://any.example' };
    expect(
      (await closed.send('GET', '/api/products', { headers })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    expect(
      (await open.send('GET', '/api/products', { headers })).headers['access-control-allow-origin'],
    ).toBe('https://any.example');
    await Promise.all([closed.close(), open.close()]);
  });
});
