import { defineEntity, p } from '@mikro-orm/core';
import { Cart, CartItem, MAX_LINE_QUANTITY } from '../domain/cart';

export const CartSchema = defineEntity({
  class: Cart,
  tableName: 'carts',
  checks: [{ name: 'carts_owner', expression: '(customer_id is null) <> (token_hash is null)' }],
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid().nullable().unique(),
    tokenHash: p.text().nullable().unique(),
    couponCode: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    expiresAt: p.datetime().index(),
  },
});

export const CartItemSchema = defineEntity({
  class: CartItem,
  tableName: 'cart_items',
  checks: [{ name: 'cart_items_quantity', expression: `quantity >= 1 and quantity <= ${MAX_LINE_QUANTITY}` }],
  properties: {
    cart: () => p.manyToOne(CartSchema).ref().primary().deleteRule('cascade'),
    variantId: p.uuid().primary(),
    productId: p.uuid(),
    quantity: p.integer(),
    seenName: p.text().nullable(),
    seenUnitPriceMinor: p.bigint('number').nullable(),
    seenCurrency: p.character().length(3).nullable(),
    addedAt: p.datetime(),
  },
});
