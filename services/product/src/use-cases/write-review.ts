import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, notFound } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { Product } from '../domain/product';
import { alreadyReviewed, ProductReview, type ReviewContent } from '../domain/product-review';
import type { Moderation } from '../domain/review-status';
import { countRating, lockRatings, NO_SHARE, shareOf } from './count-rating';

export interface WriteReview extends ReviewContent {
  readonly productId: string;
  readonly customerId: string;
}

/**
 * Adds the review of somebody who has bought the product, and counts its rating once it is published.
 *
 * @param em an open transaction
 * @throws DomainError not-found when the product is not shown; refused when they have not bought it; conflict when they
 *   have reviewed it already
 */
export async function writeReview(
  em: EntityManager,
  input: WriteReview,
  moderation: Moderation,
  now: Date,
): Promise<ProductReview> {
  const { productId, customerId, ...content } = input;
  if (!(await lockRatings(em, productId, 'active'))) throw notFound('product');
  if (!(await hasBought(em, customerId, productId))) throw purchaseRequired();
  const known = await em.findOne(ProductReview, { product: productId, customerId });
  if (known && known.status !== 'withdrawn') throw alreadyReviewed();
  const review = known ?? create(em, input, moderation, now);
  if (known) known.writeAnew(content, now);
  await countRating(em, productId, NO_SHARE, shareOf(review), now);
  await em.flush();
  return review;
}

function create(em: EntityManager, input: WriteReview, moderation: Moderation, now: Date): ProductReview {
  const { productId, ...rest } = input;
  const product = ref(em.getReference(Product, productId));
  const review = ProductReview.create({ ...rest, id: uuidv7(), product }, moderation, now);
  em.persist(review);
  return review;
}

async function hasBought(em: EntityManager, customerId: string, productId: string): Promise<boolean> {
  const bought: unknown[] = await em.execute(
    'select 1 from purchases where customer_id = ? and product_id = ? limit 1',
    [customerId, productId],
  );
  return bought.length > 0;
}

const purchaseRequired = () =>
  new DomainError('refused', 'purchase-required', 'Only those who have bought it can review it.');
