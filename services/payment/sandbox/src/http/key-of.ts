import type { IdempotentRequest } from '@sidecart/platform';

/** The key of a route that requires one. */
export function keyOf(idempotency: IdempotentRequest | undefined): IdempotentRequest {
  if (idempotency === undefined) throw new Error('The route must require an Idempotency-Key');
  return idempotency;
}
