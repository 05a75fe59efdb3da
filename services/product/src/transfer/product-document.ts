import { Currency, MAX_AMOUNT_MINOR, StrictObject, StringEnum, TextLine } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { PRODUCT_STATUSES } from '../domain/product-status';
import { MAX_SLUG_LENGTH, SLUG_PATTERN } from '../domain/slug';

const MAX_VARIANTS = 100;
const MAX_OPTIONS = 3;
const MAX_TAGS = 20;

const Slug = (description: string, example: string) =>
  Type.String({ maxLength: MAX_SLUG_LENGTH, pattern: SLUG_PATTERN, description, examples: [example] });

export const VariantDocument = StrictObject({
  sku: Type.String({
    minLength: 3,
    maxLength: 40,
    pattern: '^[A-Z0-9]+(?:-[A-Z0-9]+)*$',
    description: 'The article number, by which a variant is known again.',
    examples: ['TEE-BLUE-M'],
  }),
  options: Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,29}$' }), TextLine(50, 'The value of an option.'), {
      maxProperties: MAX_OPTIONS,
      description: 'What tells it apart from its siblings.',
      examples: [{ colour: 'blue', size: 'M' }],
    }),
  ),
  priceMinor: Type.Integer({
    minimum: 1,
    maximum: MAX_AMOUNT_MINOR,
    description: 'What one piece costs, in minor units (cents).',
  }),
  stock: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description:
        'How many there are of a new variant. Of one that exists, stock is changed by movements only.',
    }),
  ),
});
export type VariantDocument = Static<typeof VariantDocument>;

/** A product as it is written to a file and read from one: known again by its slug, its variants by their skus. */
export const ProductDocument = StrictObject({
  slug: Slug('The name in addresses, by which a product is known again.', 'cotton-t-shirt'),
  name: TextLine(200, 'What it is called.'),
  description: Type.String({
    minLength: 1,
    maxLength: 10_000,
    pattern: '\\S',
    description: 'What it is, in words.',
  }),
  status: StringEnum(PRODUCT_STATUSES, { description: 'Only active products are shown and sold.' }),
  category: Slug('The slug of its category, which must exist.', 't-shirts'),
  currency: Currency,
  tags: Type.Optional(
    Type.Array(Slug('A tag.', 'organic'), {
      maxItems: MAX_TAGS,
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
