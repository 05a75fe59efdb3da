import { DomainError } from '@sidecart/platform';

/** @throws DomainError malformed naming the first product that is listed twice */
export function requireDistinctProducts(items: readonly { readonly productId: string }[]): void {
  const seen = new Set<string>();
  items.forEach(({ productId }, index) => {
    if (!seen.has(productId.toLowerCase())) {
      seen.add(productId.toLowerCase());
      return;
    }
    throw new DomainError('malformed', 'duplicate-product', 'A product is listed twice.', {
      errors: [{ in: 'body', pointer: `#/items/${index}/productId`, detail: 'is listed twice' }],
    });
  });
}
