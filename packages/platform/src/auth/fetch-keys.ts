import type { ServiceClient } from '../dapr/service-client';
import { unavailable } from '../errors';
import type { JsonWebKeySet } from './token-verifier';

const isKeySet = (body: unknown): body is JsonWebKeySet =>
  Array.isArray((body as Partial<JsonWebKeySet> | undefined)?.keys);

/** Fetches the public keys of the auth service through the sidecar. */
export const fetchKeysFrom = (auth: ServiceClient) => async (): Promise<JsonWebKeySet> => {
  const { status, body } = await auth.call({ method: 'GET', path: '/.well-known/jwks.json' });
  if (status !== 200 || !isKeySet(body)) throw unavailable('auth service');
  return body;
};
