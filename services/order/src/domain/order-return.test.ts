import { DomainError } from '@sidecart/platform';
import { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { ormConfig } from '../db/orm';
import { line, place, PLACED_AT } from '../../test/sample-order';
import { acceptReturn } from './accept-return';
import type { Order } from './order';
import type { OrderReturn } from './order-return';
import { requestReturn } from './request-return';
import { RETURN_STATUSES, returnTransitions, type ReturnStatus } from './return-status';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = PLACED_AT;
const staff = { kind: 'staff', id: '0190d4a0-0000-7000-8000-000000000000' } as const;
const DAY_MS = 24 * 3_600_000;

function deliver(order: Order): Order {
  order.settlePayment(now);
  order.ship(staff, {}, now);
  order.deliver(staff, now);
  return order;
}

const ask = (order: Order, quantities: readonly number[], at = now): OrderReturn =>
  requestReturn(
    order,
    {
      lines: order.items
        .getItems()
        .flatMap(({ variantId }, index) =>
          quantities[index] ? [{ variantId, quantity: quantities[index] }] : [],
        ),
      reason: 'It does not fit.',
      windowDays: 30,
    },
    at,
  );

const accept = (order: Order, found: OrderReturn, deductionMinor = 0) =>
  acceptReturn(
    order,
    found,
    {
      restock: true,
      deduction: deductionMinor ? { amountMinor: deductionMinor, reason: 'A part.' } : undefined,
    },
    staff,
    now,
  );

const amounts = fc.record({
  quantity: fc.integer({ min: 1, max: 12 }),
  unitPriceMinor: fc.integer({ min: 0, max: 99_999 }),
  discountPpm: fc.integer({ min: 0, max: 1_000_000 }),
  taxMinor: fc.integer({ min: 0, max: 5_000 }),
});

/** Any order there could be: prices, shares of discount and tax, shipping with its tax. */
const anyOrder = fc
  .record({
    lines: fc.array(amounts, { minLength: 1, maxLength: 4 }),
    shippingMinor: fc.integer({ min: 0, max: 2_000 }),
    shippingTaxMinor: fc.integer({ min: 0, max: 400 }),
    taxIncluded: fc.boolean(),
  })
  .map(({ lines, shippingMinor, shippingTaxMinor, taxIncluded }) => {
    const priced = lines.map(({ quantity, unitPriceMinor, discountPpm, taxMinor }) => {
      const plain = line(quantity, unitPriceMinor);
      return { ...plain, discountMinor: Math.floor((plain.totalMinor * discountPpm) / 1_000_000), taxMinor };
    });
    const sum = (of: (one: (typeof priced)[number]) => number) =>
      priced.reduce((all, one) => all + of(one), 0);
    const subtotalMinor = sum((one) => one.totalMinor);
    const discountMinor = sum((one) => one.discountMinor);
    const taxMinor = sum((one) => one.taxMinor) + shippingTaxMinor;
    const totalMinor = subtotalMinor - discountMinor + shippingMinor + (taxIncluded ? 0 : taxMinor);
    const totals = {
      subtotalMinor,
      discountMinor,
      shippingMinor,
      shippingTaxMinor,
      taxMinor,
      taxIncluded,
      totalMinor,
    };
    return deliver(place(priced, totals));
  });

const step = fc.record({
  pieces: fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }),
  fate: fc.constantFrom('accepted', 'accepted', 'rejected', 'withdrawn'),
});

/** Returns what is left of the order of what a step wants; false when that is nothing. */
function take(order: Order, { pieces, fate }: { pieces: number[]; fate: string }): number {
  const wanted = order.items
    .getItems()
    .map((item, index) => Math.min(pieces[index] ?? 0, item.quantity - item.claimedQuantity));
  if (wanted.every((quantity) => quantity === 0)) return 0;
  const found = ask(order, wanted);
  if (fate === 'rejected') found.reject('Worn.', now);
  else if (fate === 'withdrawn') found.withdraw(now);
  else accept(order, found);
  return found.refundMinor ?? 0;
}

describe('what returns give back', () => {
  it('adds up to exactly what was paid, however an order comes back, and is never more', () => {
    fc.assert(
      fc.property(anyOrder, fc.array(step, { maxLength: 12 }), (order, steps) => {
        let refunded = 0;
        for (const one of steps) {
          refunded += take(order, one);
          expect(refunded).toBeLessThanOrEqual(order.totalMinor);
        }
        const rest = { pieces: order.items.getItems().map(() => 99), fate: 'accepted' };
        refunded += take(order, rest);
        expect(refunded).toBe(order.totalMinor);
        expect(order.returnRefundMinor).toBe(order.totalMinor);
        expect(order.status).toBe('returned');
      }),
      { numRuns: 300 },
    );
  });

  it('is the price of the pieces less their discount, plus their tax where that was added', () => {
    const lines = [{ ...line(3, 1_000), discountMinor: 100, taxMinor: 551 }, line(1, 500)];
    const totals = {
      discountMinor: 100,
      shippingMinor: 490,
      taxMinor: 551,
      taxIncluded: false,
      totalMinor: 4_441,
    };
    const order = deliver(place(lines, totals));
    const found = ask(order, [1]);
    accept(order, found);
    expect(found.refundMinor).toBe(Math.floor((3_000 - 100 + 551) / 3));
    expect(order.status).toBe('delivered');
  });

  it('holds the shipping once everything came back', () => {
    const order = deliver(place([line(2, 1_000)], { shippingMinor: 490, totalMinor: 2_490 }));
    const [first, second] = [ask(order, [1]), ask(order, [1])];
    accept(order, first);
    accept(order, second);
    expect([first.refundMinor, second.refundMinor]).toEqual([1_000, 1_490]);
  });

  it('is less by what is deducted, which is never more than was paid', () => {
    const order = deliver(place([line(2, 1_000)]));
    const [first, second] = [ask(order, [1]), ask(order, [1])];
    accept(order, first, 300);
    expect(first).toMatchObject({ amountMinor: 1_000, refundMinor: 700, deductionReason: 'A part.' });
    expect(() => accept(order, second, 1_001)).toThrow(DomainError);
  });

  it('is nothing to wait for where everything is deducted', () => {
    const order = deliver(place([line(1, 1_000)]));
    const found = ask(order, [1]);
    accept(order, found, 1_000);
    expect(found).toMatchObject({ status: 'refunded', refundMinor: 0, nextCheckAt: null });
  });
});

describe('a request to return', () => {
  it('is possible until the window closes', () => {
    const end = new Date(now.getTime() + 30 * DAY_MS);
    expect(ask(deliver(place()), [1], end).status).toBe('requested');
    expect(() => ask(deliver(place()), [1], new Date(end.getTime() + 1))).toThrow('within 30 days');
  });

  it('takes no piece that is in another return, until that is rejected or withdrawn', () => {
    const order = deliver(place([line(2, 100)]));
    const first = ask(order, [2]);
    expect(() => ask(order, [1])).toThrow(DomainError);
    first.reject('Worn.', now);
    const second = ask(order, [2]);
    second.withdraw(now);
    expect(ask(order, [2]).status).toBe('requested');
  });

  it('is refused of an order that did not arrive', () => {
    expect(() => ask(place(), [1])).toThrow('cannot be returned');
  });
});

describe('a return', () => {
  const moves: Record<ReturnStatus, (order: Order, found: OrderReturn) => unknown> = {
    requested: () => {
      throw new DomainError('conflict', 'return-illegal-transition', 'Nothing becomes requested.');
    },
    accepted: accept,
    refunded: (_order, found) => mustBeNews(found.settle(now)),
    'refund-failed': (_order, found) => mustBeNews(found.fail('refund-too-large', now)),
    rejected: (_order, found) => found.reject('Worn.', now),
    withdrawn: (_order, found) => found.withdraw(now),
  };
  const paths: Record<ReturnStatus, ReturnStatus[]> = {
    requested: [],
    accepted: ['accepted'],
    refunded: ['accepted', 'refunded'],
    'refund-failed': ['accepted', 'refund-failed'],
    rejected: ['rejected'],
    withdrawn: ['withdrawn'],
  };
  /** What is no news of a refund is ignored rather than refused: it comes from events. */
  const mustBeNews = (isNews: boolean) => {
    if (!isNews) throw new DomainError('conflict', 'old-news', 'That is known.');
  };

  it.each(RETURN_STATUSES.flatMap((from) => RETURN_STATUSES.map((to) => [from, to] as const)))(
    'that is %s may become %s only if the table says so',
    (from, to) => {
      const order = deliver(place([line(1, 1_000)]));
      const found = ask(order, [1]);
      for (const next of paths[from]) moves[next](order, found);
      expect(found.status).toBe(from);
      const claimed = order.items.getItems().map((item) => [item.claimedQuantity, item.returnedQuantity]);
      if (returnTransitions[from].includes(to)) {
        moves[to](order, found);
        expect(found.status).toBe(to);
      } else {
        expect(() => moves[to](order, found)).toThrow(DomainError);
        expect(found.status).toBe(from);
        expect(order.items.getItems().map((item) => [item.claimedQuantity, item.returnedQuantity])).toEqual(
          claimed,
        );
      }
      expect(found.nextCheckAt !== null).toBe(found.status === 'accepted');
    },
  );
});
