import { defineEntity, p } from '@mikro-orm/core';
import { MAX_RATING, ProductReview } from '../domain/product-review';
import { Purchase } from '../domain/purchase';
import { REVIEW_STATUSES } from '../domain/review-status';
import { ProductSchema } from './entities';

export const ProductReviewSchema = defineEntity({
  class: ProductReview,
  tableName: 'product_reviews',
  checks: [
    { name: 'product_reviews_rating', expression: `rating >= 1 and rating <= ${MAX_RATING}` },
    { name: 'product_reviews_reason', expression: "(status = 'rejected') = (reason is not null)" },
  ],
  uniques: [{ name: 'product_reviews_one_each', properties: ['product', 'customerId'] }],
  indexes: [
    { name: 'product_reviews_newest', properties: ['product', 'id'] },
    { name: 'product_reviews_by_status', properties: ['status', 'id'] },
    { name: 'product_reviews_of_customer', properties: ['customerId', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    product: () => p.manyToOne(ProductSchema).ref().deleteRule('cascade'),
    customerId: p.uuid(),
    rating: p.smallint(),
    title: p.text(),
    body: p.text(),
    status: p.enum(REVIEW_STATUSES.slice()),
    reason: p.text().nullable(),
    verifiedPurchase: p.boolean(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What other services say of products is noted even if there is no such product, hence no foreign key. */
export const PurchaseSchema = defineEntity({
  class: Purchase,
  tableName: 'purchases',
  indexes: [{ name: 'purchases_of_order', properties: ['orderId'] }],
  properties: {
    customerId: p.uuid().primary(),
    productId: p.uuid().primary(),
    orderId: p.uuid().primary(),
    purchasedAt: p.datetime(),
  },
});
