import { Currency, StrictObject, StringEnum, TextLine } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { PRODUCT_STATUSES } from '../domain/product-status';
import { MAX_TAG_LENGTH, MAX_TAGS_OF_PRODUCT } from '../domain/product-tag';
import { MAX_SLUG_LENGTH, SLUG_PATTERN } from '../domain/slug';
import { MAX_VARIANTS } from '../domain/variant-options';
import { Options, Price, Sku, Stock, WeightGrams } from '../http/variant.schema';

const Slug = (maxLength: number, description: string, example: string) =>
  Type.String({ maxLength, pattern: SLUG_PATTERN, description, examples: [example] });

/** A variant, known again by its article number. Of one that exists, the stock is changed by movements only. */
export const VariantDocument = StrictObject({
  sku: Sku,
  options: Type.Optional(Options),
  priceMinor: Price,
  weightGrams: Type.Optional(WeightGrams),
  stock: Type.Optional(Stock()),
});
export type VariantDocument = Static<typeof VariantDocument>;

/** A product as it is written to a file and read from one: known again by its slug, its variants by their skus. */
export const ProductDocument = StrictObject({
  slug: Slug(MAX_SLUG_LENGTH, 'The name in addresses, by which a product is known again.', 'cotton-t-shirt'),
  name: TextLine(200, 'What it is called.'),
  description: Type.String({
    minLength: 1,
    maxLength: 10_000,
    pattern: '\\S',
    description: 'What it is, in words.',
  }),
  status: StringEnum(PRODUCT_STATUSES, { description: 'Only active products are shown and sold.' }),
  category: Slug(MAX_SLUG_LENGTH, 'The slug of its category, which must exist.', 't-shirts'),
  currency: Currency,
  tags: Type.Optional(
    Type.Array(Slug(MAX_TAG_LENGTH, 'A tag.', 'organic'), {
      maxItems: MAX_TAGS_OF_PRODUCT,
      uniqueItems: true,
      description: 'Its tags.',
    }),
  ),
  variants: Type.Array(VariantDocument, {
    minItems: 1,
    maxItems: MAX_VARIANTS,
    description: 'What is sold. Variants that are not named stay as they are.',
  }),
});
export type ProductDocument = Static<typeof ProductDocument>;
