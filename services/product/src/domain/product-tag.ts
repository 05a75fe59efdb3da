import type { Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import type { Product } from './product';
import { toSlug } from './slug';

export const MAX_TAGS_OF_PRODUCT = 20;
export const MAX_TAG_LENGTH = 40;

/** A word by which products are found together, across categories. */
export class ProductTag {
  product!: Ref<Product>;
  /** In the form of a slug, so that one word is one tag however it is written. */
  tag!: string;
}

/**
 * Brings tags to their one form, each once, in the order of the alphabet.
 *
 * @throws DomainError malformed that names those of which nothing is left, or too much
 */
export function normaliseTags(texts: readonly string[]): string[] {
  const tags = texts.map((text) => toSlug(text, ''));
  const faulty = [...tags.keys()].filter((index) => !isTag(tags[index] ?? ''));
  if (faulty.length > 0) {
    throw new DomainError('malformed', 'invalid-request', 'No tag can be made of this.', {
      errors: faulty.map((index) => ({
        in: 'body',
        pointer: `#/tags/${index}`,
        detail: `must hold letters or digits, and at most ${MAX_TAG_LENGTH} characters`,
      })),
    });
  }
  return [...new Set(tags)].sort();
}

/** Whether a text is a tag as it is kept. */
export const isTag = (text: string): boolean =>
  text.length <= MAX_TAG_LENGTH && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
