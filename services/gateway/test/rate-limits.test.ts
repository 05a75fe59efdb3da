import { eventually, tokenFor } from '@sidecart/testing';
import { json } from './support/fake-upstream';
import { startGateway, type GatewaySettings, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
const start = async (settings: GatewaySettings) => void (gateway = await startGateway(settings));
afterEach(() => gateway.close());

const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let i = 0; i < count; i += 1) results.push(await work());
  return results;
};
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

describe('rate limits per address', () => {
  it('say in every answer what is allowed and what is left', async () => {
    await start({ limits: { address: 3 } });
    const [first, second] = await times(2, () => gateway.send('GET', '/api/products'));
    expect(first?.headers['ratelimit-policy']).toBe('"address";q=3;w=60');
    expect(first?.headers['ratelimit']).toMatch(/^"address";r=2;t=(60|59)$/);
    expect(second?.headers['ratelimit']).toMatch(/^"address";r=1;t=\d+$/);
  });

  it('refuse with a 429 problem and Retry-After, before the service is asked', async () => {
    await start({ limits: { address: 2 } });
    const answers = await times(4, () => gateway.send('GET', '/api/products'));
    expect(statuses(answers)).toEqual([200, 200, 429, 429]);
    const refused = answers[2]!;
    expect(refused.body).toMatchObject({ status: 429, code: 'rate-limited', instance: expect.any(String) });
    expect(refused.headers['content-type']).toMatch(/problem\+json/);
    expect(refused.headers['ratelimit']).toMatch(/^"address";r=0;t=\d+$/);
    expect(refused.headers['retry-after']).toBe(/t=(\d+)/.exec(String(refused.headers['ratelimit']))?.[1]);
    expect(gateway.upstream.received).toHaveLength(2);
    expect(await gateway.metrics()).toMatch(/gateway_rate_limited_total{quota="address".*} 2/);
  });

  it('begin anew after their window', async () => {
    await start({ limits: { address: 1 }, windowSeconds: 1 });
    expect(statuses(await times(2, () => gateway.send('GET', '/api/products')))).toEqual([200, 429]);
    await eventually(async () => expect((await gateway.send('GET', '/api/products')).status).toBe(200));
  });

  it('hold for guesses of tokens and for paths that do not exist', async () => {
    await start({ limits: { address: 4 } });
    expect(statuses(await times(2, () => gateway.send('GET', '/api/orders', { token: 'Bearer x' })))).toEqual(
      [401, 401],
    );
    expect(statuses(await times(2, () => gateway.send('GET', '/nowhere')))).toEqual([404, 404]);
    expect((await gateway.send('GET', '/api/orders', { token: 'Bearer x' })).status).toBe(429);
  });

  it('cannot be escaped by claiming another address', async () => {
    await start({ limits: { address: 1 } });
    const from = (address: string) =>
      gateway.send('GET', '/api/products', { headers: { 'x-forwarded-for': address, 'x-real-ip': address } });
    expect(statuses([await from('1.1.1.1'), await from('2.2.2.2')])).toEqual([200, 429]);
  });

  it('are kept per client behind a trusted proxy, per /64 for IPv6', async () => {
    await start({ limits: { address: 1 }, trustedHops: 1 });
    const from = (address: string) =>
      gateway.send('GET', '/api/products', { headers: { 'x-forwarded-for': address } });
    expect(statuses([await from('1.1.1.1'), await from('2.2.2.2')])).toEqual([200, 200]);
    expect(statuses([await from('6.6.6.6, 1.1.1.1'), await from('1.1.1.1')])).toEqual([429, 429]);
    expect(statuses([await from('2001:db8:1:2::1'), await from('2001:db8:1:2:ffff::2')])).toEqual([200, 429]);
    expect((await from('2001:db8:1:3::1')).status).toBe(200);
  });

  it('do not hold for probes', async () => {
    await start({ limits: { address: 1 } });
    expect(statuses(await times(5, () => gateway.send('GET', '/health/live')))).toEqual([
      200, 200, 200, 200, 200,
    ]);
  });
});

describe('rate limits where credentials are checked', () => {
  it.each(['login', 'register', 'password/forgot', 'password/reset'])(
    'are stricter at %s',
    async (operation) => {
      await start({ limits: { credentials: 1 } });
      const path = `/api/auth/${operation}`;
      const answer = await gateway.send('POST', path, { body: {} });
      expect(answer.status).toBe(200);
      expect(answer.headers['ratelimit-policy']).toBe('"address";q=1000000;w=60, "credentials";q=1;w=60');
      expect(answer.headers['ratelimit']).toMatch(/^"address";r=999999;t=\d+, "credentials";r=0;t=\d+$/);
      expect((await gateway.send('POST', path, { body: {} })).status).toBe(429);
      expect((await gateway.send('GET', '/api/products')).status).toBe(200);
      expect((await gateway.send('POST', '/api/auth/refresh', { body: {} })).status).toBe(200);
    },
  );

  it.each(['/api/auth/LOGIN', '/api/auth/login/', '/api/auth/Login/', '/api/auth/login?x=1'])(
    'cannot be escaped by another spelling: %s',
    async (spelling) => {
      await start({ limits: { credentials: 1 } });
      expect((await gateway.send('POST', '/api/auth/login', { body: {} })).status).toBe(200);
      expect((await gateway.send('POST', spelling, { body: {} })).status).toBe(429);
    },
  );
});

describe('rate limits per person', () => {
  it('count everything of a person and nothing of another', async () => {
    await start({ limits: { user: 2 } });
    const [anna, bert] = [tokenFor(), tokenFor()];
    const as = (token: string, path: string) => gateway.send('GET', path, { token });
    expect(statuses([await as(anna, '/api/orders'), await as(anna, '/api/products')])).toEqual([200, 200]);
    const refused = await as(anna, '/api/cart');
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(refused.headers['ratelimit-policy']).toBe('"address";q=1000000;w=60, "user";q=2;w=60');
    expect((await as(bert, '/api/orders')).status).toBe(200);
    expect((await gateway.send('GET', '/api/products')).status).toBe(200);
  });

  it('say more than the service does', async () => {
    await start({ limits: { user: 5 } });
    gateway.upstream.respond(json({}, 200, { ratelimit: '"x";r=1', 'ratelimit-policy': '"x";q=1' }));
    const answer = await gateway.send('GET', '/api/orders', { token: tokenFor() });
    expect(answer.headers['ratelimit']).toMatch(/^"address";r=999999;t=\d+, "user";r=4;t=\d+$/);
  });
});
