import { randomUUID } from 'node:crypto';
import { call } from '../scripts/src/shop-client';
import { register } from './journey';

describe('the gateway over real sidecars', () => {
  it('answers a search from the catalogue first and from the cache then', async () => {
    const path = `/api/products?search=laptop&limit=5&maxPrice=${90_000_000 + Math.floor(Math.random() * 1e6)}`;
    const first = await call<{ items: unknown[] }>('GET', path);
    const second = await call('GET', path);
    expect(first.headers.get('x-cache')).toBe('miss');
    expect(second.headers.get('x-cache')).toBe('hit');
    expect(second.body).toEqual(first.body);
    expect(first.body.items.length).toBeGreaterThan(0);
  });

  it('serves product images that a CDN may keep for ever', async () => {
    const path = '/api/products?limit=100&sort=name';
    const list = await call<{ items: { slug: string; image: object | null }[] }>('GET', path);
    const { slug } = list.body.items.find((item) => item.image !== null)!;
    const { body } = await call<{ images: { url: string }[] }>('GET', `/api/products/${slug}`);
    const image = await call('GET', body.images[0]!.url);
    expect(image.status).toBe(200);
    expect(image.headers.get('cache-control')).toMatch(/max-age=31536000.*immutable/);
    expect(image.headers.get('content-type')).toMatch(/^image\//);
  });

  it.each([
    '/api/internal/orders/statuses',
    '/api/orders/../internal/orders/statuses',
    '/api/orders/%2e%2e/internal/orders/statuses',
    '/events/payment.completed.v1',
    '/api/events/payment.completed.v1',
    '/internal/quotes',
    '/metrics',
    '/v1.0/invoke/order/method/orders',
  ])('does not let a client reach %s', async (path) => {
    const headers = { 'dapr-caller-app-id': 'product', 'dapr-api-token': 'guess' };
    const answer = await call('POST', path, { headers, body: { orderIds: [randomUUID()] } });
    expect([400, 401, 404, 405]).toContain(answer.status);
  });

  it('believes no identity but the token’s', async () => {
    const customer = await register();
    const headers = { 'x-user-id': customer.id, 'x-user-role': 'admin', 'dapr-caller-app-id': 'gateway' };
    expect((await call('GET', '/api/users/me', { headers })).status).toBe(401);
    expect((await call('GET', '/api/users', { token: customer.token, headers })).status).toBe(403);
  });

  it('describes every service in one document, and shows it as a page', async () => {
    const { body } = await call<{ openapi: string; paths: Record<string, unknown> }>('GET', '/openapi.json');
    expect(body.openapi).toMatch(/^3\.1/);
    const paths = Object.keys(body.paths);
    for (const prefix of ['auth', 'users', 'products', 'orders', 'payments', 'notifications']) {
      expect(paths.some((path) => path.startsWith(`/api/${prefix}`))).toBe(true);
    }
    expect((await call('GET', '/docs/')).headers.get('content-type')).toMatch(/html/);
  });
});
