import { json } from './support/fake-upstream';
import { sendRaw, statusOf } from './support/raw';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.respond(json({ ok: true })));

const arrived = async (headers: Record<string, string>) => {
  expect((await gateway.send('GET', '/api/products', { headers })).status).toBe(200);
  return gateway.upstream.received.at(-1)?.headers ?? {};
};

describe('request headers', () => {
  it.each([
    'dapr-app-id',
    'dapr-api-token',
    'dapr-caller-app-id',
    'dapr-caller-namespace',
    'grpc-timeout',
    'x-user-id',
    'x-user',
    'x-user-role',
    'x-roles',
    'x-role',
    'x-auth-request-user',
    'x-authenticated-userid',
    'x-principal',
    'x-internal',
    'x-internal-call',
    'x-service-name',
    'x-remote-user',
    'remote-user',
    'x-real-ip',
    'x-client-ip',
    'true-client-ip',
    'cf-connecting-ip',
    'x-forwarded-user',
    'x-forwarded-prefix',
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'x-method-override',
    'forwarded',
    'via',
    'proxy-authorization',
    'te',
    'baggage',
    'tracestate',
    'accept-encoding',
  ])('lets no client say %s', async (name) => {
    const headers = await arrived({ [name]: 'evil' });
    if (name === 'dapr-app-id') expect(headers[name]).toBe('product');
    else if (name === 'dapr-api-token') expect(headers[name]).toBe('token-of-the-sidecar');
    else expect(headers[name]).toBeUndefined();
  });

  it('drops what the Connection header names', async () => {
    await sendRaw(
      gateway.port,
      'GET /api/products HTTP/1.1\r\nHost: x\r\nConnection: close, X-Secret , If-Match\r\nX-Secret: a\r\nIf-Match: "1"\r\nX-Kept: b\r\n\r\n',
    );
    const { headers } = gateway.upstream.received.at(-1)!;
    expect(headers).toMatchObject({ 'x-kept': 'b' });
    expect(headers['x-secret']).toBeUndefined();
    expect(headers['if-match']).toBeUndefined();
    expect(headers.connection).toBe('keep-alive');
  });

  it('cannot be talked out of its own headers through Connection', async () => {
    await sendRaw(
      gateway.port,
      'GET /api/products HTTP/1.1\r\nHost: x\r\nConnection: close, dapr-app-id, dapr-api-token, x-forwarded-for, x-request-id\r\n\r\n',
    );
    expect(gateway.upstream.received.at(-1)?.headers).toMatchObject({
      'dapr-app-id': 'product',
      'dapr-api-token': 'token-of-the-sidecar',
      'x-forwarded-for': '127.0.0.1',
      'x-request-id': expect.any(String),
    });
  });

  it('keeps what is the client’s to say', async () => {
    const given = {
      accept: 'application/json',
      'accept-language': 'de',
      'idempotency-key': 'k-1',
      'if-match': '"3"',
      'user-agent': 'test',
      'x-provider-signature': 'abc',
    };
    expect(await arrived(given)).toMatchObject(given);
  });

  it('says itself where the request comes from and believes nobody else', async () => {
    const headers = await arrived({
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      host: 'shop.example',
    });
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'shop.example',
    });
  });

  it('does not wait with a body for an upgrade it does not make', async () => {
    const answer = await sendRaw(
      gateway.port,
      'GET /api/products HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(statusOf(answer)).toBe(200);
    expect(gateway.upstream.received.at(-1)?.headers.upgrade).toBeUndefined();
  });
});

describe('the trace of a client', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  it('goes on', async () => {
    const headers = await arrived({ traceparent, tracestate: 'a=b' });
    expect(headers).toMatchObject({ traceparent, tracestate: 'a=b' });
  });

  it.each(['nonsense', `${traceparent}-x`, traceparent.toUpperCase()])(
    'is dropped when it is %s',
    async (given) => {
      const headers = await arrived({ traceparent: given, tracestate: 'a=b' });
      expect(headers['traceparent']).toBeUndefined();
      expect(headers['tracestate']).toBeUndefined();
    },
  );
});

describe('behind proxies of our own', () => {
  it('takes the address that the outermost trusted proxy saw', async () => {
    const behindTwo = await startGateway({ trustedHops: 2 });
    await behindTwo.send('GET', '/api/products', {
      headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.1', 'x-forwarded-proto': 'https' },
    });
    expect(behindTwo.upstream.received.at(-1)?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
    });
    await behindTwo.send('GET', '/api/products', {
      headers: { 'x-forwarded-for': 'not-an-address, 10.0.0.1' },
    });
    expect(behindTwo.upstream.received.at(-1)?.headers['x-forwarded-for']).toBe('127.0.0.1');
    await behindTwo.close();
  });
});

describe('the request id', () => {
  it('is the client’s when it is well-formed, and answered', async () => {
    const answer = await gateway.send('GET', '/api/products', { headers: { 'x-request-id': 'order-42.a' } });
    expect(answer.headers['x-request-id']).toBe('order-42.a');
    expect(gateway.upstream.received.at(-1)?.headers['x-request-id']).toBe('order-42.a');
  });

  it.each(['a b', 'x'.repeat(129), '<script>', 'a"b'])('is a new one instead of %j', async (given) => {
    const answer = await gateway.send('GET', '/api/products', { headers: { 'x-request-id': given } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('cannot be replaced by a service', async () => {
    gateway.upstream.respond(json({}, 200, { 'x-request-id': 'of-the-service' }));
    const answer = await gateway.send('GET', '/api/products', { headers: { 'x-request-id': 'mine' } });
    expect(answer.headers['x-request-id']).toBe('mine');
  });
});
