import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError, type TokenVerifier } from '@sidecart/platform';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Knows the merchant by its API key, sent as a bearer token. */
export function createApiKeyVerifier(apiKey: string): TokenVerifier {
  const expected = digest(apiKey);
  return {
    verify: (token) =>
      timingSafeEqual(digest(token), expected)
        ? Promise.resolve({ id: 'merchant', role: 'admin', sessionId: 'api-key' })
        : Promise.reject(new DomainError('unauthenticated', 'invalid-api-key', 'This is not the API key.')),
  };
}
