import { DomainError } from '@sidecart/platform';
import { variantIdOf, type RequestedVariant } from '../use-cases/requested-variant';

/** @throws DomainError malformed naming the first variant that is listed twice */
export function requireDistinctVariants(items: readonly RequestedVariant[]): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const id = variantIdOf(item);
    if (seen.has(id)) {
      const member = item.variantId === undefined ? 'productId' : 'variantId';
      throw new DomainError('malformed', 'duplicate-product', 'Something is listed twice.', {
        errors: [{ in: 'body', pointer: `#/items/${index}/${member}`, detail: 'is listed twice' }],
      });
    }
    seen.add(id);
  }
}
