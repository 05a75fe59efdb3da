import { Currency, StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { PRODUCT_STATUSES } from '../domain/product-status';
import { MAX_SLUG_LENGTH, SLUG_PATTERN } from '../domain/slug';
import { Nullable } from './nullable.schema';
import {
  LowStockThreshold,
  NewVariants,
  OptionNames,
  Price,
  Sku,
  Stock,
  VariantView,
  WeightGrams,
} from './variant.schema';

/** Text of any number of lines that is not blank. */
export const Text = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description });

export const Slug = (description: string) =>
  Type.String({ maxLength: MAX_SLUG_LENGTH, pattern: SLUG_PATTERN, description });

const PRODUCT_SLUG = 'The name in addresses: lower-case words joined by hyphens.';

const EDITABLE_STATUSES = ['draft', 'active'] as const;
type EditableStatus = (typeof EDITABLE_STATUSES)[number];

const STATUS = 'Only active products are shown and sold.';

const editable = {
  name: TextLine(200, 'What it is called.'),
  sku: Sku,
  slug: Slug(PRODUCT_SLUG),
  description: Text(10_000, 'What it is, in words.'),
  priceMinor: Price,
  currency: Currency,
  categoryId: Uuid,
  status: StringEnum(EDITABLE_STATUSES, { description: STATUS }),
};

export const CreateProductBody = StrictObject({
  ...editable,
  slug: Type.Optional(Slug(`${PRODUCT_SLUG} Made of the name when absent.`)),
  status: Type.Unsafe<EditableStatus>({
    type: 'string',
    enum: [...EDITABLE_STATUSES],
    default: 'draft',
    description: STATUS,
  }),
  sku: Type.Optional(Sku),
  priceMinor: Type.Optional(Price),
  weightGrams: Type.Optional(WeightGrams),
  stock: Stock({ default: 0 }),
  lowStockThreshold: Type.Optional(LowStockThreshold),
  optionNames: Type.Optional(OptionNames),
  variants: Type.Optional(NewVariants),
});
export type CreateProductBody = Static<typeof CreateProductBody>;

export const EditProductBody = Type.Partial(StrictObject(editable), {
  additionalProperties: false,
  minProperties: 1,
  description: 'What is absent stays as it is.',
});
export type EditProductBody = Static<typeof EditProductBody>;

const CategoryLink = Type.Object({ id: Uuid, slug: Type.String(), name: Type.String() });

const Rating = Type.Object(
  {
    average: Nullable(Type.Number(), 'From 1 to 5, to two decimals; null while nobody has rated it.'),
    count: Type.Integer({ description: 'How many people have rated it.' }),
  },
  { description: 'What customers think of it.' },
);

export const ImageView = Type.Object({
  url: Type.String({ description: 'Where it is. What is there never changes.' }),
  alt: Type.String({ description: 'What it shows, for those who cannot see it.' }),
  width: Nullable(Type.Integer(), 'In pixels; null where that is not known.'),
  height: Nullable(Type.Integer(), 'In pixels; null where that is not known.'),
});

const summary = {
  id: Uuid,
  slug: Type.String({ description: 'The name in addresses.' }),
  sku: Type.String({
    description: 'The article number; that of the first variant where there are several.',
    examples: ['JAC-00042'],
  }),
  name: Type.String({ description: 'What it is called.', examples: ['Fjellheim Ridge Rain Jacket'] }),
  optionNames: Type.Array(Type.String(), {
    description: 'What its variants differ in: one must be chosen to buy it. Empty when it has only one.',
    examples: [['size', 'colour']],
  }),
  priceMinor: Type.Integer({
    description: 'What one piece of its cheapest variant costs, in minor units (cents).',
    examples: [4_990],
  }),
  maxPriceMinor: Type.Integer({
    description: 'What one piece of its dearest variant costs, in minor units (cents).',
    examples: [5_990],
  }),
  currency: Currency,
  category: CategoryLink,
  rating: Rating,
  inStock: Type.Boolean({ description: 'Whether at least one piece can be bought now.' }),
};

export const ProductCard = Type.Object({
  ...summary,
  image: Nullable(ImageView, 'Its first picture, if it has one.'),
});
export type ProductCard = Static<typeof ProductCard>;

export const CorrectedSearch = Type.Optional(
  Type.String({
    description:
      'What was looked for instead, where words of the search are in no product and others are very like them.',
    examples: ['laptop sleeve'],
  }),
);

export const ProductPage = Type.Composite([
  PageOf(ProductCard),
  Type.Object({ correctedSearch: CorrectedSearch }),
]);

export const ProductView = Type.Object({
  ...summary,
  description: Type.String({ description: 'What it is, in words.' }),
  status: StringEnum(PRODUCT_STATUSES, { description: 'Whether it is shown and sold.' }),
  tags: Type.Array(Type.String(), {
    description: 'Words by which it is found together with others.',
    examples: [['gift-idea']],
  }),
  variants: Type.Array(VariantView, {
    description: 'Its variants in their order; the archived ones are shown to staff only.',
  }),
  images: Type.Array(ImageView, { description: 'Its pictures, the main one first.' }),
  version: Type.Integer({ description: 'Counts the edits; part of the ETag.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProductView = Static<typeof ProductView>;

export const ProductPath = Type.Object({ productId: Uuid });
