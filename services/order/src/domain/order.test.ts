import { randomUUID } from 'node:crypto';
import { DomainError } from '@sidecart/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from '../db/orm';
import { line, place, PLACED_AT } from '../../test/sample-order';
import { PAYMENT_DEADLINE_MS, type Order } from './order';
import { ORDER_STATUSES, orderTransitions, type OrderStatus } from './order-status';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = PLACED_AT;
const staff = { kind: 'staff', id: randomUUID() } as const;

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
  returned: (order) => order.takeBack(staff, now),
  cancelled: (order) => order.cancel('staff-decision', staff, now),
};

const paths: Record<OrderStatus, OrderStatus[]> = {
  pending: [],
  confirmed: ['confirmed'],
  shipped: ['confirmed', 'shipped'],
  delivered: ['confirmed', 'shipped', 'delivered'],
  returned: ['confirmed', 'shipped', 'delivered', 'returned'],
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
