import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Product, type NewProduct } from '../domain/product';
import { announceChange } from './announce-change';
import { findCategory } from './find-category';
import { noteSearchTerms } from './note-search-terms';
import { stockVariants, type StockedVariant } from './stock-variants';

export interface CreateProduct extends Omit<NewProduct, 'id' | 'category' | 'variants'> {
  readonly categoryId: string;
  readonly variants: readonly StockedVariant[];
  readonly actorId: string;
}

/**
 * Adds a product with its variants and their stock. The variant of a product without options gets the product's id.
 *
 * @param em an open transaction
 * @returns its id
 * @throws DomainError refused when the category does not exist or variants do not fit the options; conflict when two
 *   variants have the same
 * @throws UniqueConstraintViolationException when the slug or an article number is taken; see `refuseDuplicates`
 */
export async function createProduct(em: EntityManager, input: CreateProduct, now: Date): Promise<string> {
  const { categoryId, variants, actorId, ...fields } = input;
  const category = await findCategory(em, categoryId, 'categoryId');
  const id = uuidv7();
  const identified = variants.map((variant) => ({
    ...variant,
    id: fields.optionNames.length === 0 ? id : uuidv7(),
  }));
  const product = Product.create({ ...fields, id, category, variants: identified }, now);
  em.persist(product);
  announceChange(em, id, 'created', now);
  await stockVariants(em, product.variants.getItems(), variants, actorId);
  await noteSearchTerms(em, [id]);
  return id;
}
