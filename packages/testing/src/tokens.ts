import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  createTokenVerifier,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  type Role,
  type TokenVerifier,
} from '@sidecart/platform';
import { sign } from 'jsonwebtoken';

const KEY_ID = 'test-key';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Accepts the tokens that `tokenFor` makes. */
export const createTestVerifier = (): TokenVerifier =>
  createTokenVerifier(() =>
    Promise.resolve({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256' }],
    }),
  );

/** An Authorization header of a person; without an id, of a new one. */
export function tokenFor(role: Role = 'customer', userId: string = randomUUID()): string {
  const token = sign({ role, sid: randomUUID() }, privateKey, {
    algorithm: 'RS256',
    keyid: KEY_ID,
    subject: userId,
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    expiresIn: 300,
  });
  return `Bearer ${token}`;
}
