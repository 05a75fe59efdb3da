import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { Product } from '../domain/product';
import { ProductReview } from '../domain/product-review';
import { announceChange } from './announce-change';

export interface WriteReview {
  readonly productId: string;
  readonly customerId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
}

/**
 * Adds a customer's review and counts its rating.
 *
 * @param em an open transaction
 * @throws DomainError not-found when the product is not shown
 * @throws UniqueConstraintViolationException when the customer has reviewed it already; see `refuseDuplicates`
 */
export async function writeReview(em: EntityManager, input: WriteReview, now: Date): Promise<ProductReview> {
  const { productId, rating } = input;
  // The product's row is locked first, so that the reviews of one product come one after the other.
  const rated: unknown[] = await em.execute(
    `update products set rating_count = rating_count + 1, rating_sum = rating_sum + ?
      where id = ? and status = 'active' returning id`,
    [rating, productId],
  );
  if (rated.length === 0) throw notFound('product');
  const { customerId, title, body } = input;
  const product = em.getReference(Product, productId);
  const review = em.create(ProductReview, {
    id: uuidv7(),
    product,
    customerId,
    rating,
    title: title.trim(),
    body: body.trim(),
    createdAt: now,
  });
  em.persist(review);
  announceChange(em, productId, 'rating', now);
  await em.flush();
  return review;
}
