import type { Ref } from '@mikro-orm/core';
import type { Order } from './order';

/** One line of an order, with the name and price of the moment it was placed. */
export class OrderItem {
  id!: string;
  order!: Ref<Order>;
  position!: number;
  productId!: string;
  sku!: string;
  name!: string;
  quantity!: number;
  unitPriceMinor!: number;
  totalMinor!: number;
}
