import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Inventory } from '../domain/inventory';
import { Product, type NewProduct } from '../domain/product';
import { announceChange } from './announce-change';
import { findCategory } from './find-category';
import { moveStock } from './move-stock';

export interface CreateProduct extends Omit<NewProduct, 'id' | 'category'> {
  readonly categoryId: string;
  /** How many there are; they become the first entry of the stock ledger. */
  readonly stock: number;
  readonly actorId: string;
}

/**
 * Adds a product and its stock.
 *
 * @param em an open transaction
 * @returns its id
 * @throws DomainError refused when the category does not exist
 * @throws UniqueConstraintViolationException when the slug or article number is taken; see `refuseDuplicates`
 */
export async function createProduct(em: EntityManager, input: CreateProduct, now: Date): Promise<string> {
  const { categoryId, stock, actorId, ...fields } = input;
  const category = await findCategory(em, categoryId, 'categoryId');
  const product = Product.create({ ...fields, id: uuidv7(), category }, now);
  em.persist(product);
  em.persist(em.create(Inventory, { product, onHand: 0, reserved: 0, updatedAt: now }));
  announceChange(em, product.id, 'created', now);
  await em.flush();
  if (stock > 0) {
    const change = { productId: product.id, onHand: stock, reserved: 0 };
    await moveStock(em, [change], { kind: 'receipt', reason: 'initial stock', actorId });
  }
  return product.id;
}
