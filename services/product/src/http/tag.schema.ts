import { StrictObject } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MAX_TAGS_OF_PRODUCT } from '../domain/product-tag';

export const SetTagsBody = StrictObject({
  tags: Type.Array(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'A word or a few; case, accents and punctuation do not matter.',
    }),
    {
      maxItems: MAX_TAGS_OF_PRODUCT,
      description: 'All the tags it is to have.',
      examples: [['gift-idea', 'made-of-wood']],
    },
  ),
});

const TagCount = Type.Object({
  tag: Type.String({ description: 'The tag, in the form of a slug.', examples: ['gift-idea'] }),
  count: Type.Integer({ description: 'How many products that are shown have it.' }),
});

export const TagPage = PageOf(TagCount);
