import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createTokenVerifier, unavailable } from '@sidecart/platform';
import { tokenFor } from '@sidecart/testing';
import { sign } from 'jsonwebtoken';
import { startGateway, type TestGateway } from './support/start-gateway';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.close());

const { privateKey: foreignKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CLAIMS = { role: 'admin', sid: randomUUID() };
const OPTIONS = {
  algorithm: 'RS256',
  keyid: 'test-key',
  subject: randomUUID(),
  issuer: 'sidecart-auth',
  audience: 'sidecart-api',
  expiresIn: 300,
} as const;

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const body = segment({
  ...CLAIMS,
  sub: OPTIONS.subject,
  iss: OPTIONS.issuer,
  aud: OPTIONS.audience,
  exp: 9_999_999_999,
});
const hmacHead = segment({ alg: 'HS256', typ: 'JWT', kid: 'test-key' });
const hmac = createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
  .update(`${hmacHead}.${body}`)
  .digest('base64url');
const valid = tokenFor('customer').replace('Bearer ', '');
const [head = '', , signature = ''] = valid.split('.');

describe('an access token', () => {
  it('that is ours passes, unchanged, since the service verifies it again', async () => {
    const token = tokenFor('customer');
    expect((await gateway.send('GET', '/api/orders', { token })).status).toBe(200);
    expect(gateway.upstream.received.at(-1)?.headers.authorization).toBe(token);
  });

  it('is not required here: whether one is needed is for the service to say', async () => {
    expect((await gateway.send('GET', '/api/orders')).status).toBe(200);
    expect(gateway.upstream.received.at(-1)?.headers.authorization).toBeUndefined();
  });

  it.each([
    ['signed with another key', sign(CLAIMS, foreignKey, OPTIONS)],
    ['of another key id', sign(CLAIMS, foreignKey, { ...OPTIONS, keyid: 'other' })],
    ['with a path as key id', sign(CLAIMS, foreignKey, { ...OPTIONS, keyid: '../../dev/null' })],
    ['without a signature', `${segment({ alg: 'none', typ: 'JWT', kid: 'test-key' })}.${body}.`],
    ['with an empty signature', `${head}.${body}.`],
    ['signed with the public key as a secret', `${hmacHead}.${body}.${hmac}`],
    ['with other claims under a valid signature', `${head}.${body}.${signature}`],
    [
      'that brings its own key',
      sign(CLAIMS, foreignKey, {
        ...OPTIONS,
        header: { alg: 'RS256', jku: 'https://evil.example' },
      }),
    ],
    ['that has expired', sign(CLAIMS, foreignKey, { ...OPTIONS, expiresIn: -60 })],
    ['that is none', 'x'],
    ['of three dots', '...'],
    ['that is far too long', `${valid}${'a'.repeat(6_000)}`],
  ])('%s is refused here', async (_name, token) => {
    const before = gateway.upstream.received.length;
    const answer = await gateway.send('GET', '/api/products', { token: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid-token' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(gateway.upstream.received).toHaveLength(before);
    expect(answer.text).not.toContain(token.slice(0, 20));
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Token abc'])('cannot be %j', async (token) => {
    expect((await gateway.send('GET', '/api/products', { token })).status).toBe(401);
  });

  it('cannot be judged without the keys: 503 with Retry-After, and nothing is let through', async () => {
    const verifier = createTokenVerifier(() => Promise.reject(unavailable('auth service')));
    const keyless = await startGateway({ verifier });
    const answer = await keyless.send('GET', '/api/products', { token: tokenFor() });
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers['retry-after']).toBeDefined();
    expect(keyless.upstream.received).toHaveLength(0);
    expect((await keyless.send('GET', '/api/products')).status).toBe(200);
    await keyless.close();
  });
});
