import { DomainError } from '@sidecart/platform';

interface Line {
  readonly productId: string;
  readonly variantId?: string;
}

/** @throws DomainError malformed naming the first line whose variant is listed already */
export function requireDistinctItems(lines: readonly Line[]): void {
  const seen = new Set<string>();
  lines.forEach(({ productId, variantId }, index) => {
    const id = variantId ?? productId;
    if (!seen.has(id)) {
      seen.add(id);
      return;
    }
    const field = variantId === undefined ? 'productId' : 'variantId';
    throw new DomainError('malformed', 'duplicate-variant', 'A variant is listed twice.', {
      errors: [{ in: 'body', pointer: `#/items/${index}/${field}`, detail: 'is listed twice' }],
    });
  });
}
