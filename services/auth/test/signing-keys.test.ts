import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createTokenVerifier } from '@sidecart/platform';
import { createAccessTokenIssuer } from '../src/tokens/access-tokens';
import { readSigningKeys } from '../src/tokens/signing-keys';
import { newSigningKey } from './harness';

const principal = { id: randomUUID(), role: 'staff' as const, sessionId: randomUUID() };

describe('the signing key', () => {
  it('can be exchanged without a token being refused', async () => {
    const [oldKey, newKey] = [newSigningKey(), newSigningKey()];
    const before = createAccessTokenIssuer(readSigningKeys(oldKey))(principal);
    const keys = readSigningKeys(newKey, oldKey);
    const after = createAccessTokenIssuer(keys)(principal);
    const verifier = createTokenVerifier(() => Promise.resolve(keys.keySet));
    expect(await verifier.verify(before)).toEqual(principal);
    expect(await verifier.verify(after)).toEqual(principal);
    const withoutOld = createTokenVerifier(() => Promise.resolve(readSigningKeys(newKey).keySet));
    await expect(withoutOld.verify(before)).rejects.toMatchObject({ kind: 'unauthenticated' });
  });

  it('has the same id whenever it is read, and is published without its private half', () => {
    const key = newSigningKey();
    const { keySet, kid } = readSigningKeys(key);
    expect(readSigningKeys(key).kid).toBe(kid);
    expect(Object.keys(keySet.keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  const pem = { type: 'pkcs8', format: 'pem' } as const;
  it.each([
    ['no key at all', 'not a key'],
    ['too short', generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey.export(pem)],
    ['of another kind', generateKeyPairSync('ed25519').privateKey.export(pem)],
  ])('is refused, and not quoted, when it is %s', (_what, exported) => {
    const key = String(exported);
    expect(() => readSigningKeys(key)).toThrow('/signingKey: must be an RSA private key');
    expect(() => readSigningKeys(newSigningKey(), key)).toThrow('/previousSigningKey');
    expect(() => readSigningKeys(key)).not.toThrow(key.slice(0, 60));
  });
});
