import { randomUUID } from 'node:crypto';
import { DomainError } from '@sidecart/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { ormConfig } from '../db/orm';
import { Order, PAYMENT_DEADLINE_MS, type PricedLine } from './order';
import { ORDER_STATUSES, orderTransitions, type OrderStatus } from './order-status';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const staff = { kind: 'staff', id: randomUUID() } as const;

const line = (quantity = 1, unitPriceMinor = 100): PricedLine => ({
  productId: randomUUID(),
  sku: 'S',
  name: 'N',
  quantity,
  unitPriceMinor,
});

const place = (lines: readonly PricedLine[] = [line()]) =>
  Order.place(
    {
      id: randomUUID(),
      customerId: randomUUID(),
      paymentMethodId: randomUUID(),
      shippingAddress: { name: 'N', line1: 'L', city: 'C', postalCode: 'P', country: 'DE' },
      currency: 'EUR',
      lines,
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
  it('totals its lines exactly, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 100_000_000 })), {
          minLength: 1,
        }),
        (lines) => {
          const order = place(lines.map(([quantity, price]) => line(quantity, price)));
          const sum = lines.reduce(
            (total, [quantity, price]) => total + BigInt(quantity) * BigInt(price),
            0n,
          );
          expect(BigInt(order.totalMinor)).toBe(sum);
        },
      ),
    );
  });

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
