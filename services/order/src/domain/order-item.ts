import type { Ref } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import type { Order } from './order';

/** One line of an order, with the name and price of the moment it was placed, and its shares of discount and tax. */
export class OrderItem {
  id!: string;
  order!: Ref<Order>;
  position!: number;
  productId!: string;
  /** No other line of the order has the same. */
  variantId!: string;
  sku!: string;
  name!: string;
  options!: VariantOptions;
  quantity!: number;
  unitPriceMinor!: number;
  /** Before the discount. */
  totalMinor!: number;
  discountMinor!: number;
  /** Part of the price where the order's tax is included. */
  taxMinor!: number;
  taxRatePpm!: number;
}
