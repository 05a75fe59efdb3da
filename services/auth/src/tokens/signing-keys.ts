import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError, type JsonWebKeySet } from '@sidecart/platform';

export interface SigningKeys {
  readonly privateKey: KeyObject;
  readonly kid: string;
  /** The public keys that tokens in use may have been signed with. */
  readonly keySet: JsonWebKeySet;
}

const MIN_MODULUS_BITS = 2_048;

/**
 * Reads the keys of the access tokens. A new key is rolled out with the old one beside it, until no token of the old one
 * is left.
 *
 * @param signingKey an RSA private key as PEM
 * @param previousSigningKey the key before it, if tokens of it may still be in use
 * @throws ConfigError when a key is not an RSA key of at least 2048 bits; it does not quote the key
 */
export function readSigningKeys(signingKey: string, previousSigningKey?: string): SigningKeys {
  const privateKey = readKey('signingKey', signingKey);
  const current = toJsonWebKey(privateKey);
  const previous = previousSigningKey
    ? [toJsonWebKey(readKey('previousSigningKey', previousSigningKey))]
    : [];
  return { privateKey, kid: current.kid, keySet: { keys: [current, ...previous] } };
}

function readKey(name: string, pem: string): KeyObject {
  const key = parseKey(pem);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key?.asymmetricKeyType === 'rsa' && bits >= MIN_MODULUS_BITS) return key;
  throw new ConfigError([
    `/${name}: must be an RSA private key of at least ${MIN_MODULUS_BITS} bits, as PEM`,
  ]);
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** The public half, whose id is its RFC 7638 thumbprint. */
function toJsonWebKey(privateKey: KeyObject) {
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  // The thumbprint is over these members in this order.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  return { kty: 'RSA', kid, use: 'sig', alg: 'RS256', n: String(n), e: String(e) };
}
