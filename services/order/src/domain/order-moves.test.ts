import { DomainError } from '@sidecart/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormConfig } from '../db/orm';
import { line, place, PLACED_AT } from '../../test/sample-order';
import { awaitAction } from './await-action';
import type { Order } from './order';
import { ORDER_STATUSES, orderTransitions, type OrderStatus } from './order-status';
import { PAYMENT_STATES, type PaymentState } from './payment-state';
import { changeTracking } from './tracking';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date(PLACED_AT.getTime() + 60_000);
const staff = { kind: 'staff', id: '0190d4a0-0000-7000-8000-000000000000' } as const;
const REFUSED = 'refused';

type Where = readonly [OrderStatus, PaymentState];
type Outcome = Where | typeof REFUSED;

/** Every pair there could be, also those that no order ever comes to. */
const pairs: readonly Where[] = ORDER_STATUSES.flatMap((status) =>
  PAYMENT_STATES.map((paymentState) => [status, paymentState] as const),
);

const stay: (where: Where) => Outcome = (where) => where;
const only =
  (from: OrderStatus, to: OrderStatus) =>
  ([status, payment]: Where): Outcome =>
    status === from ? [to, payment] : REFUSED;

/** Each thing that can happen to an order, and what it is to lead to from anywhere: said here once more on purpose. */
const happenings: Record<string, { act: (order: Order) => unknown; leadsTo: (where: Where) => Outcome }> = {
  'a captured payment': {
    act: (order) => order.settlePayment(now),
    leadsTo: ([status, payment]) => {
      if (payment === 'failed') return REFUSED;
      const paid = payment === 'refunded' ? 'refunded' : 'paid';
      return [status === 'pending' ? 'confirmed' : status, paid];
    },
  },
  'a failed payment': {
    act: (order) => order.failPayment(now),
    leadsTo: ([status, payment]) => {
      if (payment === 'paid' || payment === 'refunded') return REFUSED;
      return [status === 'pending' ? 'cancelled' : status, 'failed'];
    },
  },
  'a refund of everything': {
    act: (order) => order.noteRefund(1_000, now),
    leadsTo: ([status, payment]) => (payment === 'failed' ? REFUSED : [status, 'refunded']),
  },
  'a refund of a part': { act: (order) => order.noteRefund(400, now), leadsTo: stay },
  'a refused refund': { act: (order) => order.noteRefundFailure('refund-too-large', now), leadsTo: stay },
  'a bank that asks': {
    act: (order) => awaitAction(order, new Date(now.getTime() + 1_800_000), now),
    leadsTo: stay,
  },
  'its cancellation': {
    act: (order) => order.cancel('staff-decision', staff, now),
    leadsTo: ([status, payment]) =>
      status === 'pending' || status === 'confirmed' ? ['cancelled', payment] : REFUSED,
  },
  'its shipment': { act: (order) => order.ship(staff, {}, now), leadsTo: only('confirmed', 'shipped') },
  'its delivery': { act: (order) => order.deliver(staff, now), leadsTo: only('shipped', 'delivered') },
  'its return': { act: (order) => order.takeBack(staff, now), leadsTo: only('delivered', 'returned') },
  'other tracking': {
    act: (order) => changeTracking(order, { carrier: 'Post' }, now),
    leadsTo: (where) => (where[0] === 'shipped' || where[0] === 'delivered' ? where : REFUSED),
  },
};

const cases = Object.keys(happenings).flatMap((name) => pairs.map((where) => [name, ...where] as const));

it.each(cases)(
  '%s, of an order that is %s and %s, leads where the table says',
  (name, status, paymentState) => {
    const { act, leadsTo } = happenings[name]!;
    const order = Object.assign(place([line(1, 1_000)]), { status, paymentState });
    const moves = order.history.length;
    const expected = leadsTo([status, paymentState]);
    if (expected === REFUSED) {
      expect(() => act(order)).toThrow(DomainError);
      expect([order.status, order.history.length]).toEqual([status, moves]);
      return;
    }
    act(order);
    expect([order.status, order.paymentState]).toEqual(expected);
    const made = order.history.getItems().slice(moves);
    expect(made.map(({ fromStatus, toStatus }) => [fromStatus, toStatus])).toEqual(
      expected[0] === status ? [] : [[status, expected[0]]],
    );
    for (const { fromStatus, toStatus } of made) expect(orderTransitions[fromStatus!]).toContain(toStatus);
  },
);

it('every state but the ends can be left, and none by itself', () => {
  const ends = ORDER_STATUSES.filter((status) => orderTransitions[status].length === 0);
  expect(ends).toEqual(['returned', 'cancelled']);
  for (const status of ORDER_STATUSES) expect(orderTransitions[status]).not.toContain(status);
});

describe('an order whose bank asks its customer', () => {
  const minutes = (count: number) => new Date(PLACED_AT.getTime() + count * 60_000);

  it.each([
    ['waits until the bank gives up', 30, 30],
    ['never waits less than before', 5, 15],
    ['never waits longer than an hour after it was placed', 600, 60],
  ])('%s', (_rule, until, deadline) => {
    const order = place();
    awaitAction(order, minutes(until), now);
    expect(order.paymentDeadlineAt).toEqual(minutes(deadline));
  });

  it('keeps the longest wait, whatever order the news comes in', () => {
    const order = place();
    for (const until of [40, 20, 40]) awaitAction(order, minutes(until), now);
    expect(order.paymentDeadlineAt).toEqual(minutes(40));
    expect(order.paymentActionUntil).toEqual(minutes(40));
  });

  it('wants its stock held beyond its deadline, until it waits no longer', () => {
    const order = place();
    awaitAction(order, minutes(30), now);
    expect(order.holdUntil!.getTime()).toBeGreaterThan(order.paymentDeadlineAt.getTime());
    expect(order.holdExtensionDueAt).toEqual(now);
    order.settlePayment(now);
    expect(order.holdExtensionDueAt).toBeNull();
  });
});

describe('the refund of a cancelled order', () => {
  const cancelled = () => {
    const order = place();
    order.settlePayment(now);
    order.cancel('customer-request', staff, now);
    return order;
  };

  it('is asked for no more once it was refused for good, and needs attention until it was made', () => {
    const order = cancelled();
    expect([order.nextCheckAt, order.attention]).toEqual([expect.any(Date), null]);
    order.noteRefundFailure('refund-too-large', now);
    expect([order.nextCheckAt, order.attention]).toEqual([null, 'refund-failed']);
    order.noteRefund(order.totalMinor, now);
    expect([order.paymentState, order.attention]).toEqual(['refunded', null]);
  });

  it('needs attention when it has been asked for too often', () => {
    const order = cancelled();
    for (let count = 0; count < 8; count += 1) {
      expect(order.attention).toBeNull();
      order.checks += 1;
      order.scheduleCheck(now);
    }
    expect(order.attention).toBe('refund-overdue');
  });
});
