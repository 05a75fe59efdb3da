import { DomainError } from '@sidecart/platform';

/** @throws DomainError malformed naming the first product that is listed twice */
export function requireDistinctProducts(items: readonly { readonly productId: string }[]): void {
  const seen = new Set<string>();
  for (const [index, { productId }] of items.entries()) {
    if (seen.has(productId)) {
      throw new DomainError('malformed', 'duplicate-product', 'A product is listed twice.', {
        errors: [{ in: 'body', pointer: `#/items/${index}/productId`, detail: 'is listed twice' }],
      });
    }
    seen.add(productId);
  }
}
