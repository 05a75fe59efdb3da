import { DomainError } from '@sidecart/platform';

export const PRODUCT_STATUSES = ['draft', 'active', 'archived'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** Every legal move of a product. What was archived comes back as a draft, to be looked at before it is sold again. */
export const productTransitions: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  draft: ['active', 'archived'],
  active: ['draft', 'archived'],
  archived: ['draft'],
};

/** @throws DomainError conflict when the table does not allow the move */
export function requireProductTransition(from: ProductStatus, to: ProductStatus): void {
  if (productTransitions[from].includes(to)) return;
  throw new DomainError(
    'conflict',
    'product-illegal-transition',
    `A product that is ${from} cannot become ${to}.`,
  );
}
