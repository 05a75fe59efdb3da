import { randomUUID } from 'node:crypto';
import {
  paymentActionRequiredV1,
  paymentCompletedV1,
  paymentFailedV1,
  paymentRefundedV1,
  paymentRefundFailedV1,
} from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import fc from 'fast-check';
import { Order, PAYMENT_DEADLINE_MS } from '../src/domain/order';
import { orderTransitions, type OrderStatus } from '../src/domain/order-status';
import { returnTransitions, type ReturnStatus } from '../src/domain/return-status';
import { startOrderService, type OrderService } from './harness';
import { livesOf, payments, type Placed } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeAll(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterAll(() => service.close());

/** Delivers one event under an id. */
type Delivery = (eventId: string) => Promise<string>;

interface Life {
  readonly order: Placed;
  readonly events: readonly Delivery[];
  /** Where the order stands once all events were heard. */
  readonly end: object;
  /** How many events of each type were written in the end. */
  readonly published: Readonly<Record<string, number>>;
  readonly returns?: readonly ReturnStatus[];
}

const say = (order: Placed) => {
  const data = payments(order);
  const inHalfAnHour = new Date(Date.now() + 30 * 60_000);
  const asked = data.actionRequired(inHalfAnHour);
  const completed = data.completed();
  const failed = data.failed();
  return {
    asked: (id: string) => service.deliver(paymentActionRequiredV1, asked, id),
    completed: (id: string) => service.deliver(paymentCompletedV1, completed, id),
    failed: (id: string) => service.deliver(paymentFailedV1, failed, id),
    refunded: (...args: Parameters<typeof data.refunded>): Delivery => {
      const event = data.refunded(...args);
      return (id) => service.deliver(paymentRefundedV1, event, id);
    },
    refundFailed: (...args: Parameters<typeof data.refundFailed>): Delivery => {
      const event = data.refundFailed(...args);
      return (id) => service.deliver(paymentRefundFailedV1, event, id);
    },
  };
};

async function withReturns(): Promise<{ order: Placed; ids: string[] }> {
  const order = await life.delivered([2]);
  const ids: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    const { body } = await life.askReturn(order, [1]);
    await life.accept(body.id);
    ids.push(body.id);
  }
  return { order, ids };
}

const CONFIRMED = { 'order.created.v1': 1, 'order.confirmed.v1': 1 };
const RETURNED = { ...CONFIRMED, 'order.cancelled.v1': 0, 'order.returned.v1': 2 };

const lives: Record<string, () => Promise<Life>> = {
  async 'is paid after its bank asked'() {
    const order = await life.placed();
    const { asked, completed } = say(order);
    const end = { status: 'confirmed', paymentState: 'paid', attention: null };
    return { order, events: [asked, completed], end, published: { ...CONFIRMED, 'order.cancelled.v1': 0 } };
  },
  async 'is declined after its bank asked'() {
    const order = await life.placed();
    const { asked, failed } = say(order);
    const end = { status: 'cancelled', paymentState: 'failed', cancellationReason: 'payment-failed' };
    return {
      order,
      events: [asked, failed],
      end,
      published: { 'order.confirmed.v1': 0, 'order.cancelled.v1': 1 },
    };
  },
  async 'is paid late, after it was cancelled, and refunded in two parts'() {
    const order = await life.placed();
    await life.cancel(order);
    const { asked, completed, refunded } = say(order);
    const end = { status: 'cancelled', paymentState: 'refunded', refundedMinor: 2_500, nextCheckAt: null };
    const events = [asked, completed, refunded(1_000, 1_000), refunded(1_500, 2_500)];
    return { order, events, end, published: { 'order.confirmed.v1': 0, 'order.cancelled.v1': 1 } };
  },
  async 'is cancelled after it was paid, and its refund refused'() {
    const order = await life.confirmed();
    await life.cancel(order);
    const { completed, refundFailed } = say(order);
    const end = { status: 'cancelled', paymentState: 'paid', attention: 'refund-failed', nextCheckAt: null };
    return {
      order,
      events: [completed, refundFailed()],
      end,
      published: { ...CONFIRMED, 'order.cancelled.v1': 1 },
    };
  },
  async 'is refunded although its refund was refused at first'() {
    const order = await life.placed();
    await life.cancel(order);
    const { completed, refunded, refundFailed } = say(order);
    const end = { status: 'cancelled', paymentState: 'refunded', attention: null, nextCheckAt: null };
    return {
      order,
      events: [completed, refundFailed(), refunded()],
      end,
      published: { 'order.cancelled.v1': 1 },
    };
  },
  async 'passes its deadline and is paid late'() {
    const order = await life.placed();
    await service.orm.em
      .fork()
      .nativeUpdate(
        Order,
        { id: order.orderId },
        { paymentDeadlineAt: new Date(0), nextCheckAt: new Date(Date.now() - PAYMENT_DEADLINE_MS) },
      );
    // A look skips what is locked at that moment.
    await eventually(async () => {
      await service.checkOverdue();
      expect(await life.read(order)).toMatchObject({ status: 'cancelled' });
    });
    const { asked, completed, refunded } = say(order);
    const end = { status: 'cancelled', paymentState: 'refunded', cancellationReason: 'payment-timeout' };
    return {
      order,
      events: [asked, completed, refunded()],
      end,
      published: { 'order.confirmed.v1': 0, 'order.cancelled.v1': 1 },
    };
  },
  async 'comes back in two returns'() {
    const { order, ids } = await withReturns();
    const { completed, refunded } = say(order);
    const end = { status: 'returned', paymentState: 'refunded', refundedMinor: 2_500, attention: null };
    const events = [completed, refunded(1_250, 1_250, ids[0]), refunded(1_250, 2_500, ids[1])];
    return { order, events, end, published: RETURNED, returns: ['refunded', 'refunded'] };
  },
  async 'comes back, and one of its refunds is refused'() {
    const { order, ids } = await withReturns();
    const { completed, refunded, refundFailed } = say(order);
    const end = {
      status: 'returned',
      paymentState: 'paid',
      refundedMinor: 1_250,
      attention: 'refund-failed',
    };
    const events = [completed, refunded(1_250, 1_250, ids[0]), refundFailed(1_250, ids[1])];
    return { order, events, end, published: RETURNED, returns: ['refund-failed', 'refunded'] };
  },
};

/** Delivers each event three times, twice under one id and once under another, in the given order and by threes at once. */
async function deliverShuffled(events: readonly Delivery[], order: readonly number[]): Promise<Set<string>> {
  const ids = events.map(() => [randomUUID(), randomUUID()] as const);
  const deliveries = events.flatMap((deliver, index) =>
    [ids[index]![0], ids[index]![0], ids[index]![1]].map((id) => () => deliver(id)),
  );
  const shuffled = deliveries
    .map((deliver, index) => ({ deliver, key: order[index % order.length]! * 31 + ((index * 7) % 31) }))
    .sort((a, b) => a.key - b.key);
  for (let index = 0; index < shuffled.length; index += 3) {
    const verdicts = await Promise.all(shuffled.slice(index, index + 3).map(({ deliver }) => deliver()));
    expect(verdicts).toEqual(verdicts.map(() => 'SUCCESS'));
  }
  return new Set(ids.flat());
}

interface TimelineRow {
  readonly kind: string;
  readonly event_id: string | null;
  readonly refund_id: string | null;
  readonly return_id: string | null;
  readonly from_status: ReturnStatus | null;
  readonly to_status: ReturnStatus | null;
}

async function requireLegal({ order, returns = [] }: Life, eventIds: Set<string>): Promise<void> {
  const path = (await life.historyOf(order)) as OrderStatus[];
  expect(path[0]).toBe('pending');
  path.slice(1).forEach((to, index) => expect(orderTransitions[path[index]!]).toContain(to));
  const rows = await service.orm.em
    .fork()
    .execute<TimelineRow[]>('select * from order_timeline where order_id = ? order by id', [order.orderId]);
  const received = rows.filter((row) => row.kind === 'received' && eventIds.has(row.event_id!));
  expect(received).toHaveLength(eventIds.size);
  const refunds = rows
    .filter((row) => row.kind === 'refund')
    .map((row) => `${row.refund_id}${row.to_status}`);
  expect(new Set(refunds).size).toBe(refunds.length);
  const moves = rows.filter((row) => row.kind === 'return');
  for (const id of new Set(moves.map((row) => row.return_id))) {
    const of = moves.filter((row) => row.return_id === id);
    of.slice(1).forEach((row, index) => {
      expect(row.from_status).toBe(of[index]!.to_status);
      expect(returnTransitions[row.from_status!]).toContain(row.to_status);
    });
  }
  const { body } = await service.send('GET', '/returns', { token: order.customer.token });
  expect(body.items.map((one: { status: string }) => one.status)).toEqual(returns);
}

describe.each(Object.entries(lives))('an order that %s', (_name, begin) => {
  it('ends the same, by legal moves and with each effect once, however its events are repeated and shuffled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }), async (order) => {
        const one = await begin();
        const eventIds = await deliverShuffled(one.events, order);
        const found = await service.orm.em.fork().findOneOrFail(Order, { id: one.order.orderId });
        expect(found).toMatchObject(one.end);
        await requireLegal(one, eventIds);
        for (const [topic, count] of Object.entries(one.published))
          expect([topic, await life.countEvents(one.order, topic)]).toEqual([topic, count]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);
});
