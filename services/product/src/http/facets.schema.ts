import { AmountMinor, Uuid } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { Nullable } from './nullable.schema';
import { CorrectedSearch } from './product.schema';

const Count = Type.Integer({ description: 'How many products.' });

export const Facets = Type.Object({
  total: Type.Integer({ description: 'How many products fulfil every filter.' }),
  categories: Type.Array(
    Type.Object({
      id: Uuid,
      slug: Type.String({ description: 'What to filter by.', examples: ['laptops'] }),
      name: Type.String({ description: 'What it is called.', examples: ['Laptops'] }),
      count: Count,
    }),
    {
      description:
        'The categories directly below the chosen one, or the roots; those below them count with them.',
    },
  ),
  prices: Type.Array(
    Type.Object({
      from: AmountMinor,
      to: Nullable(AmountMinor, 'Below which amount; null for no limit.'),
      count: Count,
    }),
    { description: 'Ranges of prices, whatever price is filtered by.' },
  ),
  ratings: Type.Array(
    Type.Object({
      atLeast: Type.Integer({ minimum: 1, maximum: 5, description: 'The lowest average rating.' }),
      count: Count,
    }),
    { description: 'Average ratings, whatever rating is filtered by.' },
  ),
  tags: Type.Array(
    Type.Object({
      tag: Type.String({ description: 'What to filter by.', examples: ['organic'] }),
      count: Count,
    }),
    { description: 'The most common tags, whatever tag is filtered by.' },
  ),
  inStock: Type.Integer({ description: 'How many can be bought now, whether that is filtered by or not.' }),
  correctedSearch: CorrectedSearch,
});
export type Facets = Static<typeof Facets>;
