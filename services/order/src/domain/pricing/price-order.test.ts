import fc from 'fast-check';
import { allocate } from './allocate';
import { priceOrder, type LineToPrice, type OrderToPrice } from './price-order';
import { paidFor, refundShare } from './refund-share';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const aRate = fc.constantFrom(0, 70_000, 88_750, 190_000, 200_000, 255_000);

const aLine: fc.Arbitrary<LineToPrice> = fc.record({
  variantId: fc.uuid(),
  quantity: fc.integer({ min: 1, max: 99 }),
  unitPriceMinor: fc.integer({ min: 0, max: 10_000_000 }),
  weightGrams: fc.integer({ min: 0, max: 30_000 }),
  taxRatePpm: aRate,
  discountable: fc.boolean(),
});

const aDiscount = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), ratePpm: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ kind: fc.constant('amount' as const), amountMinor: fc.integer({ min: 1, max: 50_000_000 }) }),
);

const anOrder: fc.Arbitrary<OrderToPrice> = fc.record({
  lines: fc.uniqueArray(aLine, { minLength: 1, maxLength: 50, selector: (line) => line.variantId }),
  discount: fc.option(aDiscount, { nil: undefined }),
  shipping: fc.option(
    fc.record({
      baseMinor: fc.integer({ min: 0, max: 5_000 }),
      perKgMinor: fc.integer({ min: 0, max: 500 }),
      freeFromMinor: fc.option(fc.integer({ min: 0, max: 100_000 })),
    }),
    { nil: undefined },
  ),
  shippingTaxRatePpm: aRate,
  taxIncluded: fc.boolean(),
});

describe('the price of an order', () => {
  it('is exactly the sum of its parts, and the shares of its lines are exactly the parts', () => {
    fc.assert(
      fc.property(anOrder, (order) => {
        const { totals, lines } = priceOrder(order);
        expect(totals.totalMinor).toBe(
          totals.subtotalMinor -
            totals.discountMinor +
            totals.shippingMinor +
            (totals.taxIncluded ? 0 : totals.taxMinor),
        );
        expect(sum(lines.map((line) => line.totalMinor))).toBe(totals.subtotalMinor);
        expect(sum(lines.map((line) => line.discountMinor))).toBe(totals.discountMinor);
        expect(sum(lines.map((line) => line.taxMinor)) + totals.shippingTaxMinor).toBe(totals.taxMinor);
        expect(sum(lines.map((line) => paidFor(line as never, false))) >= 0).toBe(true);
      }),
    );
  });

  it('has no part below zero, no discount above what it is for, and no tax above what is taxed', () => {
    fc.assert(
      fc.property(anOrder, (order) => {
        const { totals, lines } = priceOrder(order);
        for (const amount of Object.values(totals)) expect(Number(amount)).toBeGreaterThanOrEqual(0);
        expect(totals.discountMinor).toBeLessThanOrEqual(totals.subtotalMinor);
        lines.forEach((line, index) => {
          expect(line.discountMinor).toBeGreaterThanOrEqual(0);
          expect(line.discountMinor).toBeLessThanOrEqual(
            order.lines[index]!.discountable ? line.totalMinor : 0,
          );
          expect(line.taxMinor).toBeGreaterThanOrEqual(0);
          expect(line.taxMinor).toBeLessThanOrEqual(line.totalMinor - line.discountMinor);
        });
      }),
    );
  });

  it('does not depend on the order of the lines, nor do their shares', () => {
    fc.assert(
      fc.property(
        anOrder.chain((order) =>
          fc.tuple(
            fc.constant(order),
            fc.shuffledSubarray(order.lines.slice(), { minLength: order.lines.length }),
          ),
        ),
        ([order, shuffled]) => {
          const straight = priceOrder(order);
          const other = priceOrder({ ...order, lines: shuffled });
          expect(other.totals).toEqual(straight.totals);
          const shareOf = new Map(order.lines.map((line, index) => [line.variantId, straight.lines[index]]));
          shuffled.forEach((line, index) => expect(other.lines[index]).toEqual(shareOf.get(line.variantId)));
        },
      ),
    );
  });

  it('refunds exactly what a line cost, however its pieces are split among returns', () => {
    const split = anOrder.chain((order) =>
      fc.tuple(
        fc.constant(order),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 99 }),
      ),
    );
    fc.assert(
      fc.property(split, ([order, pieces]) => {
        const { lines } = priceOrder(order);
        const line = { ...lines[0]!, quantity: order.lines[0]!.quantity };
        let returned = 0;
        let refunded = 0;
        for (const wanted of [...pieces, line.quantity]) {
          const quantity = Math.min(wanted, line.quantity - returned);
          const share = refundShare(line, order.taxIncluded, returned, quantity);
          expect(share).toBeGreaterThanOrEqual(0);
          returned += quantity;
          refunded += share;
          expect(refunded).toBeLessThanOrEqual(paidFor(line, order.taxIncluded));
        }
        expect(refunded).toBe(paidFor(line, order.taxIncluded));
      }),
    );
  });
});

const line = (unitPriceMinor: number, overrides: Partial<LineToPrice> = {}): LineToPrice => ({
  variantId: 'a',
  quantity: 1,
  unitPriceMinor,
  weightGrams: 0,
  taxRatePpm: 0,
  discountable: true,
  ...overrides,
});

const price = (order: Partial<OrderToPrice>) =>
  priceOrder({
    lines: [line(1_000)],
    discount: undefined,
    shipping: undefined,
    shippingTaxRatePpm: 0,
    taxIncluded: true,
    ...order,
  });

describe('the rules of a price', () => {
  it('takes the tax out of prices that include it, and adds it to those that do not', () => {
    const lines = [line(11_900, { taxRatePpm: 190_000 })];
    expect(price({ lines }).totals).toMatchObject({ taxMinor: 1_900, totalMinor: 11_900 });
    expect(price({ lines, taxIncluded: false }).totals).toMatchObject({
      taxMinor: 2_261,
      totalMinor: 14_161,
    });
  });

  it('rounds the tax once per rate, half up, and not line by line', () => {
    const taxRatePpm = 100_000;
    const lines = ['a', 'b', 'c'].map((variantId) => line(5, { variantId, taxRatePpm }));
    const { totals, lines: shares } = price({ lines, taxIncluded: false });
    expect(totals.taxMinor).toBe(2); // 15 × 10 % = 1.5; by line it would be 3 × round(0.5) = 3
    expect(shares.map((share) => share.taxMinor)).toEqual([1, 1, 0]);
  });

  it('taxes what is left after the discount, and shipping at its own rate', () => {
    const { totals } = price({
      lines: [line(10_000, { taxRatePpm: 200_000 })],
      discount: { kind: 'percent', ratePpm: 100_000 },
      shipping: { baseMinor: 500, perKgMinor: 0, freeFromMinor: null },
      shippingTaxRatePpm: 100_000,
      taxIncluded: false,
    });
    expect(totals).toEqual({
      subtotalMinor: 10_000,
      discountMinor: 1_000,
      shippingMinor: 500,
      taxMinor: 1_850,
      shippingTaxMinor: 50,
      taxIncluded: false,
      totalMinor: 11_350,
    });
  });

  it('discounts only the lines the coupon is for, and never below nothing', () => {
    const lines = [line(1_000), line(3_000, { variantId: 'b', discountable: false })];
    const { totals, lines: shares } = price({ lines, discount: { kind: 'amount', amountMinor: 5_000 } });
    expect(totals).toMatchObject({ discountMinor: 1_000, totalMinor: 3_000 });
    expect(shares.map((share) => share.discountMinor)).toEqual([1_000, 0]);
  });

  it('ships for nothing from the threshold on, which the discount may undercut', () => {
    const shipping = { baseMinor: 490, perKgMinor: 100, freeFromMinor: 5_000 };
    const lines = [line(5_000, { weightGrams: 1_001 })];
    expect(price({ lines, shipping }).totals.shippingMinor).toBe(0);
    const discount = { kind: 'amount', amountMinor: 1 } as const;
    expect(price({ lines, shipping, discount }).totals.shippingMinor).toBe(690);
  });

  it('gives the odd units to the largest remainders', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [15, 26, 59])).toEqual([1, 3, 6]);
    expect(allocate(0, [0, 0])).toEqual([0, 0]);
    expect(() => allocate(1, [0])).toThrow('weighs nothing');
  });
});
