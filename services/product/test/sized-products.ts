import type { TestResponse } from '@sidecart/testing';
import { productBody, staff, type Added, type ProductService } from './harness';

export interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly status: string;
  readonly inStock: boolean;
}

export interface Sized extends Added {
  readonly categoryId: string;
  readonly variants: readonly Variant[];
}

let serial = 0;

/** A body that makes a variant, with an article number of its own. */
export const variantBody = (overrides: object = {}): object => {
  serial += 1;
  return { sku: `VAR-${serial}`, priceMinor: 1_000, weightGrams: 250, stock: 10, ...overrides };
};

/** The variants that an answer shows. */
export const variantsOf = (answer: TestResponse): Variant[] =>
  (answer.body as { variants: Variant[] }).variants;

/** Adds an active product in sizes: one for each price. */
export async function addSized(
  service: ProductService,
  prices: readonly number[],
  sizes: readonly string[] = prices.map((_price, index) => String(index)),
  stocks: readonly number[] = prices.map(() => 10),
): Promise<Sized> {
  const categoryId = await service.addCategory();
  const variants = prices.map((priceMinor, index) =>
    variantBody({ priceMinor, options: { size: sizes[index] }, stock: stocks[index] }),
  );
  const body = { ...productBody(categoryId), sku: undefined, priceMinor: undefined, stock: undefined };
  const answer = await service.send('POST', '/products', {
    token: staff,
    body: { ...body, optionNames: ['size'], variants },
  });
  expect(answer.status).toBe(201);
  return { ...(answer.body as Sized), categoryId, etag: String(answer.headers['etag']) };
}
