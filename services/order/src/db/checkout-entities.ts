import { defineEntity, p } from '@mikro-orm/core';
import { Coupon } from '../domain/coupon';
import { CouponRedemption } from '../domain/coupon-redemption';
import { ShippingMethod } from '../domain/shipping-method';

export const ShippingMethodSchema = defineEntity({
  class: ShippingMethod,
  tableName: 'shipping_methods',
  checks: [
    {
      name: 'shipping_methods_amounts',
      expression:
        'base_minor >= 0 and per_kg_minor >= 0 and (free_from_minor is null or free_from_minor >= 0)',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    currency: p.character().length(3),
    countries: p.array(),
    baseMinor: p.bigint('number'),
    perKgMinor: p.bigint('number'),
    freeFromMinor: p.bigint('number').nullable(),
    active: p.boolean(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const CouponSchema = defineEntity({
  class: Coupon,
  tableName: 'coupons',
  checks: [
    { name: 'coupons_kind', expression: '(percent_bps is null) <> (amount_minor is null)' },
    {
      name: 'coupons_amounts',
      expression: 'percent_bps > 0 and percent_bps <= 10000 or amount_minor > 0 and currency is not null',
    },
    { name: 'coupons_redeemed', expression: 'redeemed >= 0' },
  ],
  properties: {
    id: p.uuid().primary(),
    code: p.text().unique(),
    percentBps: p.integer().nullable(),
    amountMinor: p.bigint('number').nullable(),
    currency: p.character().length(3).nullable(),
    minimumSubtotalMinor: p.bigint('number'),
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    maxRedemptions: p.integer().nullable(),
    maxPerCustomer: p.integer().nullable(),
    productIds: p.array(),
    active: p.boolean(),
    redeemed: p.integer(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const CouponRedemptionSchema = defineEntity({
  class: CouponRedemption,
  tableName: 'coupon_redemptions',
  indexes: [{ name: 'coupon_redemptions_by_customer', properties: ['couponId', 'customerId'] }],
  properties: {
    orderId: p.uuid().primary(),
    couponId: p.uuid(),
    customerId: p.uuid(),
    redeemedAt: p.datetime(),
    givenBackAt: p.datetime().nullable(),
  },
});
