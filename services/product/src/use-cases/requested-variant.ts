import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';

/** What somebody asks for. Without a variant, it is the one whose id is the product's: its only one. */
export interface RequestedVariant {
  readonly productId: string;
  readonly variantId?: string;
}

export const variantIdOf = ({ productId, variantId }: RequestedVariant): string => variantId ?? productId;

/**
 * Requires that the variant is named wherever a product comes in several.
 *
 * @param known what was found, by variant id: only what is not plain from it is looked up
 * @throws DomainError refused naming each item that lacks it
 */
export async function requireVariants(
  em: EntityManager,
  items: readonly RequestedVariant[],
  known: ReadonlyMap<string, { readonly hasOptions: boolean }>,
): Promise<void> {
  const doubtful = items
    .filter(
      ({ productId, variantId }) => variantId === undefined && known.get(productId)?.hasOptions !== false,
    )
    .map(({ productId }) => productId);
  if (doubtful.length === 0) return;
  const rows: { id: string }[] = await em.execute(
    "select id from products where id in (?) and cardinality(option_names) > 0 and status = 'active'",
    [doubtful],
  );
  const several = new Set(rows.map(({ id }) => id));
  const errors = items.flatMap(({ productId, variantId }, index) =>
    variantId === undefined && several.has(productId)
      ? [{ in: 'body', pointer: `#/items/${index}/variantId`, detail: 'is required: there are several' }]
      : [],
  );
  if (errors.length === 0) return;
  throw new DomainError('refused', 'variant-required', 'A variant must be chosen.', { errors });
}
