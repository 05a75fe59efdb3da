import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import fc from 'fast-check';
import { ormConfig } from '../db/orm';
import { Category } from './category';
import { Product, type NewProduct } from './product';
import { PRODUCT_STATUSES, productTransitions } from './product-status';
import type { NewVariant } from './product-variant';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
const category = Category.create({ id: 'c', slug: 'c', name: 'C', position: 0, parent: null });

const variant = (options: Record<string, string> = {}, priceMinor = 100): NewVariant => ({
  ...{ id: randomUUID(), sku: `S-${priceMinor}`, priceMinor, options, weightGrams: null },
});

const product = (overrides: Partial<NewProduct> = {}) =>
  Product.create(
    {
      ...{ id: 'p', slug: 'p', name: 'P', description: 'D', status: 'draft', currency: 'EUR', category },
      ...{ optionNames: [], variants: [variant()], ...overrides },
    },
    now,
  );

const sized = (...prices: number[]) =>
  product({
    optionNames: ['size'],
    variants: prices.map((price, index) => variant({ size: String(index) }, price)),
  });

const idAt = (one: Product, index: number): string => one.variants.getItems()[index]!.id;

/** What was refused, by its code. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'nothing';
}

describe('a product', () => {
  it.each(PRODUCT_STATUSES.flatMap((from) => (['draft', 'active'] as const).map((to) => ({ from, to }))))(
    'moves from $from to $to only where the table allows it',
    ({ from, to }) => {
      const one = Object.assign(product(), { status: from });
      const move = () => one.edit({ status: to }, later);
      if (from === to || productTransitions[from].includes(to)) {
        move();
        expect(one.status).toBe(to);
      } else expect(move).toThrow('cannot become');
    },
  );

  it('changes what is given, keeps the rest and counts the edit', () => {
    const one = product();
    one.edit({ name: 'New', sku: undefined }, later);
    expect(one).toMatchObject({ name: 'New', skus: 'S-100', priceMinor: 100, version: 2, updatedAt: later });
  });

  it('has the article number and the price of its only variant', () => {
    const one = product();
    one.edit({ sku: 'NEW', priceMinor: 250 }, later);
    expect(one).toMatchObject({ skus: 'NEW', priceMinor: 250, maxPriceMinor: 250 });
    expect(one.variants.getItems()).toMatchObject([{ sku: 'NEW', priceMinor: 250 }]);
  });
});

describe('a product in several variants', () => {
  it.each([
    ['a value too few', { size: 'M' }],
    ['a value too many', { size: 'M', colour: 'red', fit: 'slim' }],
    ['another option', { size: 'M', fit: 'slim' }],
    ['no options', {}],
  ])('refuses a variant with %s', (_case, options) => {
    const make = () => product({ optionNames: ['size', 'colour'], variants: [variant(options)] });
    expect(refusal(make)).toBe('wrong-options');
  });

  it('refuses two variants that nothing tells apart, be it a blank', () => {
    const variants = [variant({ size: 'M' }), variant({ size: ' M ' })];
    expect(refusal(() => product({ optionNames: ['size'], variants }))).toBe('options-taken');
    expect(refusal(() => sized(1, 2).addVariant(variant({ size: '1' }), now))).toBe('options-taken');
    const one = sized(1, 2);
    expect(refusal(() => one.editVariant(idAt(one, 0), { options: { size: '1' } }, now))).toBe(
      'options-taken',
    );
  });

  it('has no second variant without options', () => {
    expect(refusal(() => product().addVariant(variant(), now))).toBe('options-taken');
    expect(refusal(() => product().addVariant(variant({ size: 'M' }), now))).toBe('wrong-options');
  });

  it('has no price or article number of its own', () => {
    expect(refusal(() => sized(1, 2).edit({ priceMinor: 5 }, now))).toBe('variant-required');
  });

  it('keeps a variant that is sold', () => {
    const one = sized(1, 2);
    one.editVariant(idAt(one, 0), { status: 'archived' }, now);
    expect(refusal(() => one.editVariant(idAt(one, 1), { status: 'archived' }, now))).toBe('last-variant');
  });

  it('is ordered by naming each variant once', () => {
    const one = sized(1, 2, 3);
    const [a, b, c] = [0, 1, 2].map((index) => idAt(one, index)) as [string, string, string];
    one.orderVariants([c, a, b], later);
    expect(one.variants.getItems().map(({ position }) => position)).toEqual([1, 2, 0]);
    for (const wrong of [
      [a, b],
      [a, b, randomUUID()],
      [a, b, c, c],
    ]) {
      expect(refusal(() => one.orderVariants(wrong, later))).toBe('wrong-variants');
    }
  });

  it('has the lowest and the highest price of its active variants, whatever is done to them', () => {
    const edit = fc.record({
      index: fc.nat({ max: 6 }),
      priceMinor: fc.option(fc.integer({ min: 1, max: 1_000 }), { nil: undefined }),
      status: fc.constantFrom('active', 'archived', undefined),
      add: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 4 }),
        fc.array(edit),
        (prices, edits) => {
          const one = sized(...prices);
          for (const { index, priceMinor, status, add } of edits) {
            const { length } = one.variants;
            const work = add
              ? () => one.addVariant(variant({ size: String(length) }, priceMinor ?? 1), later)
              : () => one.editVariant(idAt(one, index % length), { priceMinor, status }, later);
            if (refusal(work) === 'last-variant') return;
            const active = one.variants.getItems().filter((each) => each.status === 'active');
            expect(one.priceMinor).toBe(Math.min(...active.map((each) => each.priceMinor)));
            expect(one.maxPriceMinor).toBe(Math.max(...active.map((each) => each.priceMinor)));
          }
        },
      ),
    );
  });
});
