import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';

/** The refresh token that another one is exchanged for: always the same, and nobody else can tell which. */
export type SuccessorOf = (refreshToken: string) => string;

const PURPOSE = 'sidecart refresh token succession';
const KEY_BYTES = 32;

/**
 * Derives refresh tokens from their predecessors, so that a client that asks twice at once, or lost the answer, can be
 * told the same successor again although only hashes are kept. The key is derived from the signing key for this purpose
 * alone.
 */
export function createTokenSuccession(signingKey: KeyObject): SuccessorOf {
  const secret = signingKey.export({ format: 'der', type: 'pkcs8' });
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
  return (refreshToken) => createHmac('sha256', key).update(refreshToken).digest('base64url');
}
