import type { ServiceWithBooks } from '../src/laws/books';

/** What is wrong, where, the statements that make it so, and the check that must see it. */
type Planted = [string, ServiceWithBooks, () => string[], string];

/** Violations of law 7 and of what coupons promise. */
export const plantedInTotals: Planted[] = [
  [
    'a wrong total',
    'order',
    () => [
      'alter table orders drop constraint orders_total',
      'update orders set total_minor = total_minor - 1',
    ],
    'a total is the sum of its parts',
  ],
  [
    'a line that is not in the subtotal',
    'order',
    () => ['update order_items set quantity = 3, total_minor = 3000'],
    'the parts of a total are the sums of its lines',
  ],
  [
    'a discount that no line has',
    'order',
    () => ['update order_items set discount_minor = 199'],
    'the parts of a total are the sums of its lines',
  ],
  [
    'a tax that is neither on a line nor on shipping',
    'order',
    () => ['update orders set shipping_tax_minor = 8'],
    'the parts of a total are the sums of its lines',
  ],
  [
    'a coupon that was counted once too often',
    'order',
    () => ['update coupons set redeemed = 2'],
    'a coupon is redeemed by exactly the orders that hold it',
  ],
  [
    'a coupon that a cancelled order keeps',
    'order',
    () => [`update orders set status = 'cancelled'`],
    'a coupon is redeemed by exactly the orders that hold it',
  ],
  [
    'an order with a coupon that it never redeemed',
    'order',
    () => ['delete from coupon_redemptions', 'update coupons set redeemed = 0'],
    'a coupon is redeemed by exactly the orders that hold it',
  ],
];
