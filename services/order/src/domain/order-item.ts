import { ref, type Ref } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { NewOrder, Order } from './order';

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
  /** How many pieces are in returns that were requested and neither rejected nor withdrawn. */
  claimedQuantity!: number;
  /** How many of them are in returns that were accepted. */
  returnedQuantity!: number;
}

/** A line of a new order, of which nothing came back yet. */
export const toOrderItem = (order: Order, line: NewOrder['lines'][number], position: number): OrderItem =>
  Object.assign(new OrderItem(), {
    id: uuidv7(),
    order: ref(order),
    position,
    productId: line.productId,
    variantId: line.variantId,
    sku: line.sku,
    name: line.name,
    options: line.options,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    totalMinor: line.totalMinor,
    discountMinor: line.discountMinor,
    taxMinor: line.taxMinor,
    taxRatePpm: line.taxRatePpm,
    claimedQuantity: 0,
    returnedQuantity: 0,
  });
