import type { Order } from './order';
import { paidFor } from './pricing/refund-share';

/** What was paid beyond the lines, which is the shipping with its tax: it goes back with the last piece of the order. */
export const paidForShipping = (order: Order): number =>
  order.items.reduce((rest, item) => rest - paidFor(item, order.taxIncluded), order.totalMinor);

/** Whether every piece of the order came back. */
export const isAllReturned = (order: Order): boolean =>
  order.items.getItems().every((item) => item.returnedQuantity === item.quantity);
