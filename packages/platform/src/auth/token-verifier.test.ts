import { createHmac, generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { sign, type SignOptions } from 'jsonwebtoken';
import { unavailable } from '../errors';
import { createTokenVerifier, TOKEN_AUDIENCE, TOKEN_ISSUER, type JsonWebKeySet } from './token-verifier';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ours = pair();
const next = pair();
const theirs = pair();
const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid });

const NOW_MS = 1_700_000_000_000;
const NOW = NOW_MS / 1_000;
const CLAIMS = { role: 'staff', sid: 'session', iat: NOW - 10, exp: NOW + 300 };

const token = (claims: object = {}, options: SignOptions = {}, key: KeyObject = ours.privateKey) =>
  sign({ ...CLAIMS, ...claims }, key, {
    algorithm: 'RS256',
    keyid: 'k1',
    subject: 'user',
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    ...options,
  });

const base64url = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token whose header and payload are whatever an attacker likes. */
const forge = (header: object | string, payload: object | string, signature: (input: string) => string) => {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${signature(input)}`;
};

const PAYLOAD = { ...CLAIMS, sub: 'user', iss: TOKEN_ISSUER, aud: TOKEN_AUDIENCE };
const HEADER = { alg: 'RS256', typ: 'JWT', kid: 'k1' };
const signed = (input: string, key = ours.privateKey) =>
  signBytes('RSA-SHA256', Buffer.from(input), key).toString('base64url');
const publicPem = ours.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const flipLast = (text: string) => text.slice(0, -2) + (text.endsWith('AA') ? 'BB' : 'AA');

function createKeys(set: JsonWebKeySet = { keys: [jwk(ours.publicKey, 'k1')] }) {
  const clock = { nowMs: NOW_MS };
  const source = { set, down: false, fetches: 0 };
  const verifier = createTokenVerifier(
    () => {
      source.fetches += 1;
      return source.down ? Promise.reject(unavailable('auth service')) : Promise.resolve(source.set);
    },
    () => clock.nowMs,
  );
  return { verifier, clock, source };
}

const refused = { kind: 'unauthenticated', code: 'invalid-token' };

describe('an access token', () => {
  it('that is ours tells who calls', async () => {
    const { verifier } = createKeys();
    expect(await verifier.verify(token())).toEqual({ id: 'user', role: 'staff', sessionId: 'session' });
  });

  it.each<[string, string]>([
    ['has no signature', forge({ ...HEADER, alg: 'none' }, PAYLOAD, () => '')],
    ['says its algorithm is none', forge({ ...HEADER, alg: 'none' }, PAYLOAD, signed)],
    [
      'is signed with our public key as a shared secret',
      forge({ ...HEADER, alg: 'HS256' }, PAYLOAD, (input) =>
        createHmac('sha256', publicPem).update(input).digest('base64url'),
      ),
    ],
    ['names another algorithm', token({}, { algorithm: 'RS512' })],
    ['uses another padding', token({}, { algorithm: 'PS256' })],
    [
      'brings its own key',
      forge({ ...HEADER, jwk: jwk(theirs.publicKey, 'k1') }, PAYLOAD, (input) =>
        signed(input, theirs.privateKey),
      ),
    ],
    [
      'points to its own keys',
      forge(
        { ...HEADER, jku: 'https://evil.example/jwks.json', x5u: 'https://evil.example/x' },
        PAYLOAD,
        (input) => signed(input, theirs.privateKey),
      ),
    ],
    ['is signed by somebody else', token({}, {}, theirs.privateKey)],
    ['was changed', token().replace(/\.[^.]+\./, `.${base64url({ ...PAYLOAD, role: 'admin' })}.`)],
    ['has a changed signature', flipLast(token())],
    ['has no kid', forge({ alg: 'RS256', typ: 'JWT' }, PAYLOAD, signed)],
    ['has a kid that is no text', forge({ ...HEADER, kid: { $ne: '' } }, PAYLOAD, signed)],
    ['has a kid that is a path', forge({ ...HEADER, kid: '../../dev/null' }, PAYLOAD, signed)],
    ['has a kid of the prototype', forge({ ...HEADER, kid: '__proto__' }, PAYLOAD, signed)],
    ['has expired', token({ exp: NOW - 6 })],
    ['never expires', forge(HEADER, { ...PAYLOAD, exp: undefined }, signed)],
    ['expires at no number', forge(HEADER, { ...PAYLOAD, exp: 'never' }, signed)],
    ['is not valid yet', token({ nbf: NOW + 60 })],
    ['is for somebody else', token({}, { audience: 'another-api' })],
    ['is from somebody else', token({}, { issuer: 'another-issuer' })],
    ['has no subject', forge(HEADER, { ...PAYLOAD, sub: undefined }, signed)],
    ['has a subject that is no text', forge(HEADER, { ...PAYLOAD, sub: 7 }, signed)],
    ['has no session', forge(HEADER, { ...PAYLOAD, sid: undefined }, signed)],
    ['has an unknown role', token({ role: 'root' })],
    ['has a payload that is not JSON', forge(HEADER, 'x', signed)],
    ['has a payload that is no object', forge(HEADER, '"x"', signed)],
    ['has a header that is not JSON', forge('x', PAYLOAD, signed)],
    ['has a header that is null', forge('null', PAYLOAD, signed)],
    ['has two parts', token().split('.').slice(0, 2).join('.')],
    ['has four parts', `${token()}.x`],
    ['is empty', ''],
    ['is huge', token({ padding: 'x'.repeat(5_000) })],
  ])('that %s is refused', async (_what, forged) => {
    const { verifier } = createKeys();
    await expect(verifier.verify(forged)).rejects.toMatchObject(refused);
  });

  it('that is known is refused from its expiry on', async () => {
    const { verifier, clock } = createKeys();
    const known = token({ exp: NOW + 60 });
    await verifier.verify(known);
    clock.nowMs += 59_000;
    await expect(verifier.verify(known)).resolves.toMatchObject({ id: 'user' });
    clock.nowMs += 7_000;
    await expect(verifier.verify(known)).rejects.toMatchObject(refused);
  });
});

describe('the keys', () => {
  it('are fetched once for any number of requests at the same time', async () => {
    const { verifier, source } = createKeys();
    await Promise.all(Array.from({ length: 20 }, (_, index) => verifier.verify(token({ index }))));
    expect(source.fetches).toBe(1);
  });

  it('may change: a new one is fetched when it is first used, and the old ones go on being good', async () => {
    const { verifier, clock, source } = createKeys();
    await verifier.verify(token());
    source.set = { keys: [jwk(ours.publicKey, 'k1'), jwk(next.publicKey, 'k2')] };
    clock.nowMs += 10_000;
    await expect(verifier.verify(token({}, { keyid: 'k2' }, next.privateKey))).resolves.toMatchObject({
      id: 'user',
    });
    await expect(verifier.verify(token({ again: 1 }))).resolves.toMatchObject({ id: 'user' });
  });

  it('are not fetched for each of a flood of unknown ids', async () => {
    const { verifier, clock, source } = createKeys();
    for (let index = 0; index < 100; index += 1) {
      await expect(verifier.verify(token({}, { keyid: `unknown-${index}` }))).rejects.toMatchObject(refused);
      clock.nowMs += 100;
    }
    expect(source.fetches).toBeLessThanOrEqual(3);
  });

  it('that cannot be fetched are no fault of the token, and are asked for at most once a second', async () => {
    const { verifier, clock, source } = createKeys();
    source.down = true;
    for (let index = 0; index < 20; index += 1) {
      await expect(verifier.verify(token())).rejects.toMatchObject({ kind: 'unavailable' });
      clock.nowMs += 100;
    }
    expect(source.fetches).toBeLessThanOrEqual(3);
    source.down = false;
    clock.nowMs += 1_000;
    await expect(verifier.verify(token())).resolves.toMatchObject({ id: 'user' });
  });

  it('that are known go on working while they cannot be fetched', async () => {
    const { verifier, clock, source } = createKeys();
    await verifier.verify(token());
    source.down = true;
    clock.nowMs += 60_000;
    await expect(verifier.verify(token({}, { keyid: 'unknown' }))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await expect(verifier.verify(token({ again: 1 }))).resolves.toMatchObject({ id: 'user' });
  });

  it('that are not RSA, or broken, do not keep the others from being used', async () => {
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { verifier } = createKeys({
      keys: [
        jwk(elliptic.publicKey, 'ec'),
        { kty: 'RSA', kid: 'broken', n: '', e: 'AQAB' },
        { kty: 'oct', kid: 'secret', k: 'c2VjcmV0' },
        jwk(ours.publicKey, 'k1'),
      ],
    });
    await expect(verifier.verify(token())).resolves.toMatchObject({ id: 'user' });
    for (const kid of ['ec', 'broken', 'secret']) {
      const forged = forge({ ...HEADER, kid }, PAYLOAD, signed);
      await expect(verifier.verify(forged)).rejects.toMatchObject(refused);
    }
  });
});
