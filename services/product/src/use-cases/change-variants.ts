import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import type { Product } from '../domain/product';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';
import { noteSearchTerms } from './note-search-terms';
import { stockVariants, type StockedVariant } from './stock-variants';

export interface VariantChange {
  readonly productId: string;
  /** Throws when the caller has not seen that version of the product. */
  readonly requireVersion: (version: number) => void;
  readonly now: Date;
}

/**
 * Changes variants of a product, and with them what the product shows of them, under the lock of the product: changes of
 * one product come one after the other.
 *
 * @param em an open transaction
 * @throws DomainError not-found; what `change` throws
 * @throws UniqueConstraintViolationException when an article number or a combination is taken; see `refuseDuplicates`
 */
export async function changeVariants(
  em: EntityManager,
  { productId, requireVersion, now }: VariantChange,
  change: (product: Product) => void,
): Promise<void> {
  const product = await lockProduct(em, productId);
  requireVersion(product.version);
  change(product);
  announceChange(em, productId, 'updated', now);
  await em.flush();
  await noteSearchTerms(em, [productId]);
}

/**
 * Adds a variant with its stock to a product that has options.
 *
 * @param em an open transaction
 * @throws as `changeVariants`
 */
export async function addVariant(
  em: EntityManager,
  { productId, requireVersion, now }: VariantChange,
  input: StockedVariant & { readonly actorId: string },
): Promise<void> {
  const product = await lockProduct(em, productId);
  requireVersion(product.version);
  const variant = product.addVariant({ ...input, id: uuidv7() }, now);
  announceChange(em, productId, 'updated', now);
  await stockVariants(em, [variant], [input], input.actorId);
  await noteSearchTerms(em, [productId]);
}
