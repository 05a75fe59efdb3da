import { DomainError } from '@sidecart/platform';

/** @throws DomainError malformed naming the first variant that is listed twice */
export function requireDistinctVariants(lines: readonly { readonly variantId: string }[]): void {
  const ids = lines.map(({ variantId }) => variantId.toLowerCase());
  const index = ids.findIndex((id, position) => ids.indexOf(id) !== position);
  if (index < 0) return;
  throw new DomainError('malformed', 'duplicate-variant', 'A variant is listed twice.', {
    errors: [{ in: 'body', pointer: `#/lines/${index}/variantId`, detail: 'is listed twice' }],
  });
}
