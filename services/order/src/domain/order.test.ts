import { randomUUID } from 'node:crypto';
import { DomainError } from '@sidecart/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from '../db/orm';
import { Order, PAYMENT_DEADLINE_MS, type NewOrder } from './order';
import { ORDER_STATUSES, orderTransitions, type OrderStatus } from './order-status';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const staff = { kind: 'staff', id: randomUUID() } as const;

type Line = NewOrder['lines'][number];

const line = (quantity = 1, unitPriceMinor = 100): Line => ({
  productId: randomUUID(),
  variantId: randomUUID(),
  sku: 'S',
  name: 'N',
  options: {},
  quantity,
  unitPriceMinor,
  totalMinor: quantity * unitPriceMinor,
  discountMinor: 0,
  taxMinor: 0,
  taxRatePpm: 0,
});

const totalsOf = (lines: readonly Line[]): NewOrder['totals'] => {
  const subtotalMinor = lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  return {
    subtotalMinor,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    shippingTaxMinor: 0,
    taxIncluded: true,
    totalMinor: subtotalMinor,
  };
};

const place = (lines: readonly Line[] = [line()]) =>
  Order.place(
    {
      id: randomUUID(),
      customerId: randomUUID(),
      paymentMethodId: randomUUID(),
      shippingAddress: { name: 'N', line1: 'L', city: 'C', postalCode: 'P', country: 'DE' },
      currency: 'EUR',
      lines,
      totals: totalsOf(lines),
      shippingMethod: undefined,
      couponCode: undefined,
    },
    now,
  );

const moves: Record<OrderStatus, (order: Order) => void> = {
  pending: () => {
    throw new DomainError('conflict', 'order-illegal-transition', 'Nothing becomes pending.');
  },
  confirmed: (order) => {
    const before = order.status;
    order.settlePayment(now);
    if (order.status === before)
      throw new DomainError('conflict', 'order-illegal-transition', 'It is not pending.');
  },
  shipped: (order) => order.ship(staff, {}, now),
  delivered: (order) => order.deliver(staff, now),
  cancelled: (order) => order.cancel('staff-decision', staff, now),
};

const paths: Record<OrderStatus, OrderStatus[]> = {
  pending: [],
  confirmed: ['confirmed'],
  shipped: ['confirmed', 'shipped'],
  delivered: ['confirmed', 'shipped', 'delivered'],
  cancelled: ['cancelled'],
};

describe('an order', () => {
  it.each(ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => [from, to] as const)))(
    'that is %s may become %s only if the table says so',
    (from, to) => {
      const order = place();
      for (const step of paths[from]) moves[step](order);
      expect(order.status).toBe(from);
      const attempt = () => moves[to](order);
      if (orderTransitions[from].includes(to)) {
        attempt();
        expect(order.status).toBe(to);
        expect(order.history.getItems().at(-1)).toMatchObject({ fromStatus: from, toStatus: to });
      } else {
        expect(attempt).toThrow(DomainError);
        expect(order.status).toBe(from);
      }
    },
  );

  it('never takes back a refund it has heard of', () => {
    const order = place([line(1, 1_000)]);
    order.settlePayment(now);
    order.noteRefund(700, now);
    order.noteRefund(300, now);
    expect(order.refundedMinor).toBe(700);
  });

  it('has an end of waiting from the first moment', () => {
    expect(place().paymentDeadlineAt.getTime() - now.getTime()).toBe(PAYMENT_DEADLINE_MS);
  });

  it('asks ever less often for news, and not at all once there is nothing to wait for', () => {
    const order = place();
    const delays = Array.from({ length: 4 }, () => {
      order.checks += 1;
      order.scheduleCheck(now);
      return order.nextCheckAt!.getTime() - now.getTime();
    });
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    order.settlePayment(now);
    expect(order.nextCheckAt).toBeNull();
  });
});
