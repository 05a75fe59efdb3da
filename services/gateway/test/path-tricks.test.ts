import { sendRaw, statusOf } from './support/raw';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());

const get = (target: string) =>
  sendRaw(gateway.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

/** Ways to get at what is not in the routing table, as raw request targets. */
const TRICKS = [
  '/internal/orders',
  '/events/order.created.v1',
  '/dapr/config',
  '/v1.0/invoke/order/method/orders',
  '/v1.0/secrets/secrets/order',
  '/metrics',
  '/api/internal/orders',
  '/api/products/../internal',
  '/api/products/..',
  '/api/products/./1',
  '/api/../metrics',
  '/api/products/%2e%2e/internal',
  '/api/products/%2E%2E%2Finternal',
  '/api/products/.%2e/internal',
  '/api/products/..%2finternal',
  '/api/products/%2finternal',
  '/api/products%2finternal',
  '/api/products/%5c..%5cinternal',
  '/api/products/..\\internal',
  '\\api\\products',
  '/api/products\\..\\internal',
  '//internal/orders',
  '/api//internal',
  '/api/products//internal',
  '//evil.example/api/products',
  '/api/products/%252e%252e/internal',
  '/api/products/..;/internal',
  '/api/products;/../internal',
  '/api/products/%00',
  '/api/products/a%0d%0aX-Evil:1',
  '/api/products/%7f',
  '/api/products/%c2%85',
  '/api/products/%c0%ae%c0%ae/internal',
  '/api/products/%ff',
  '/api/products/%zz',
  '/api/products/%',
  '/api/%69nternal/orders',
  '/api/pro%64ucts',
  '/api/products#/../internal',
  '/api/products?x#y',
  '/api/products?x=%00',
  '/api/products/a b',
  '/api/products/\u00e9',
  '/api/products/<script>',
  '/api/products/\x01',
  'http://127.0.0.1:3500/v1.0/invoke/order/method/orders',
  'http://localhost/api/products/../internal',
  'https://evil.example/api/products',
  'api/products',
  '*',
  '?/api/products',
  '/API/../api/products',
];

describe('paths that want to get around the routing table', () => {
  it.each(TRICKS)('refuses %j', async (target) => {
    const answer = await get(target);
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).toContain('application/problem+json');
    expect(gateway.upstream.received).toHaveLength(0);
  });

  it('refuses OPTIONS * and a proxy request', async () => {
    const star = await sendRaw(gateway.port, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const connect = await sendRaw(gateway.port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(statusOf(star)).toBe(400);
    expect(statusOf(connect)).toBe(0);
    expect(gateway.upstream.received).toHaveLength(0);
  });

  it('lets through what only looks strange', async () => {
    for (const target of [
      '/api/products/..a',
      '/api/products/a..b',
      "/api/products/it's(new)!",
      '/api/products/%E2%82%AC%20%3C%3E',
      '/api/products?path=/../x//y&b=%2e%2e%2f',
    ]) {
      expect([target, statusOf(await get(target))]).toEqual([target, 200]);
    }
    expect(gateway.upstream.received.map(({ url }) => url)).toContain('/products?path=/../x//y&b=%2e%2e%2f');
  });
});
