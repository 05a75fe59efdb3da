import { MAX_AMOUNT_MINOR, StringEnum, StrictObject, TextLine, Uuid } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { VARIANT_STATUSES } from '../domain/product-variant';
import { MAX_OPTIONS, MAX_VARIANTS } from '../domain/variant-options';
import { Nullable } from './nullable.schema';

export const Sku = Type.String({
  minLength: 3,
  maxLength: 40,
  pattern: '^[A-Z0-9]+(?:-[A-Z0-9]+)*$',
  description: 'The article number: capital letters and digits joined by hyphens.',
  examples: ['JAC-00042-M'],
});

export const Price = Type.Integer({
  minimum: 1,
  maximum: MAX_AMOUNT_MINOR,
  description: 'What one piece costs, in minor units (cents).',
  examples: [4_990],
});

const OPTION_NAME = '^[a-z][a-z0-9-]{0,29}$';

export const OptionNames = Type.Array(
  Type.String({ pattern: OPTION_NAME, description: 'A lower-case word.', examples: ['size'] }),
  {
    maxItems: MAX_OPTIONS,
    uniqueItems: true,
    description: 'What the variants differ in; none for a product that has only one.',
    examples: [['size', 'colour']],
  },
);

/** What a client sends of the options of one variant. */
export const Options = Type.Record(
  Type.String({ pattern: OPTION_NAME }),
  TextLine(60, 'The value of the option for this variant.'),
  {
    additionalProperties: false,
    maxProperties: MAX_OPTIONS,
    description: 'One value for each option of the product.',
    examples: [{ size: 'M', colour: 'Moss Green' }],
  },
);

export const OptionsView = Type.Record(Type.String(), Type.String(), {
  description: 'Its value for each option of the product; empty for an only variant.',
  examples: [{ size: 'M', colour: 'Moss Green' }],
});

export const WeightGrams = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'What one piece weighs with its packaging, in grams.',
  examples: [350],
});

export const Stock = (options: { default?: number } = {}) =>
  Type.Integer({
    ...options,
    minimum: 0,
    maximum: 1_000_000,
    description: 'How many there are.',
    examples: [25],
  });

export const LowStockThreshold = Type.Integer({
  minimum: 0,
  maximum: 1_000_000,
  description: 'When so many can still be sold, or fewer, staff are told.',
  examples: [5],
});

export const NewVariantBody = StrictObject({
  sku: Sku,
  priceMinor: Price,
  options: Options,
  weightGrams: Type.Optional(WeightGrams),
  stock: Stock({ default: 0 }),
  lowStockThreshold: Type.Optional(LowStockThreshold),
});
export type NewVariantBody = Static<typeof NewVariantBody>;

export const NewVariants = Type.Array(NewVariantBody, {
  minItems: 1,
  maxItems: MAX_VARIANTS,
  description: 'Its variants in their order, instead of sku, priceMinor and stock.',
});

export const EditVariantBody = Type.Partial(
  StrictObject({
    sku: Sku,
    priceMinor: Price,
    options: Options,
    weightGrams: Nullable(WeightGrams, 'What one piece weighs, in grams; null when it is not known.'),
    status: StringEnum(VARIANT_STATUSES, { description: 'Whether it is shown and sold.' }),
  }),
  { additionalProperties: false, minProperties: 1, description: 'What is absent stays as it is.' },
);

export const VariantOrderBody = StrictObject({
  variantIds: Type.Array(Uuid, {
    minItems: 1,
    maxItems: MAX_VARIANTS,
    uniqueItems: true,
    description: 'The ids of all variants of the product, the archived ones too, the first one first.',
  }),
});

export const VariantView = Type.Object({
  id: Uuid,
  sku: Type.String({ description: 'The article number.', examples: ['JAC-00042-M'] }),
  options: OptionsView,
  priceMinor: Price,
  weightGrams: Nullable(WeightGrams, 'What one piece weighs, in grams, if that is known.'),
  status: StringEnum(VARIANT_STATUSES, { description: 'Whether it is shown and sold.' }),
  inStock: Type.Boolean({ description: 'Whether at least one piece can be bought now.' }),
});
export type VariantView = Static<typeof VariantView>;

export const VariantPath = Type.Object({ productId: Uuid, variantId: Uuid });
