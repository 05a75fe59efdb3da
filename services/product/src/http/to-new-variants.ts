import { DomainError } from '@sidecart/platform';
import type { StockedVariant } from '../use-cases/stock-variants';
import type { CreateProductBody } from './product.schema';
import type { NewVariantBody } from './variant.schema';

export interface NewVariants {
  readonly optionNames: readonly string[];
  readonly variants: readonly StockedVariant[];
}

/**
 * Reads what a product is to be sold as: either in one variant, described by members of the product itself, or in those
 * that are listed.
 *
 * @throws DomainError malformed when both are given, or too little
 */
export function toNewVariants(body: CreateProductBody): NewVariants {
  const { optionNames = [], variants, sku, priceMinor } = body;
  if (variants === undefined) {
    if (optionNames.length > 0) throw malformed('variants', 'is required where there are options');
    if (sku === undefined) throw malformed('sku', 'is required');
    if (priceMinor === undefined) throw malformed('priceMinor', 'is required');
    return { optionNames, variants: [toStockedVariant({ ...body, sku, priceMinor, options: {} })] };
  }
  for (const member of ['sku', 'priceMinor', 'weightGrams', 'lowStockThreshold'] as const) {
    if (body[member] !== undefined) throw malformed(member, 'is that of each variant');
  }
  if (body.stock !== 0) throw malformed('stock', 'is that of each variant');
  if (optionNames.length === 0) throw malformed('optionNames', 'is required where there are variants');
  return { optionNames, variants: variants.map(toStockedVariant) };
}

/** Fills in what a client may leave out. */
export const toStockedVariant = ({ sku, priceMinor, options, ...rest }: NewVariantBody): StockedVariant => ({
  sku,
  priceMinor,
  options,
  weightGrams: rest.weightGrams ?? null,
  stock: rest.stock,
  lowStockThreshold: rest.lowStockThreshold ?? null,
});

const malformed = (member: string, detail: string) =>
  new DomainError('malformed', 'invalid-request', 'A product is sold in one variant, or in those listed.', {
    errors: [{ in: 'body', pointer: `#/${member}`, detail }],
  });
