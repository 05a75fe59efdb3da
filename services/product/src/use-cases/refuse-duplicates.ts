import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import { alreadyReviewed } from '../domain/product-review';
import { imageExists } from './refuse-image';

/** What to answer when a constraint is violated, by its name. */
const duplicates: Readonly<Record<string, DomainError>> = {
  products_slug_unique: taken('slug-taken', 'slug', 'Another product has this slug.'),
  product_variants_sku_unique: taken('sku-taken', 'sku', 'Another product has this article number.'),
  product_variants_one_each: taken(
    'options-taken',
    'options',
    'Another variant of the product has these options.',
  ),
  categories_slug_unique: taken('slug-taken', 'slug', 'Another category has this slug.'),
  product_reviews_one_each: alreadyReviewed(),
  product_images_content: imageExists(),
};

function taken(code: string, field: string, message: string): DomainError {
  return new DomainError('conflict', code, message, {
    errors: [{ in: 'body', pointer: `#/${field}`, detail: 'is taken' }],
  });
}

/**
 * Waits for a change and says which field is to blame when it would make a duplicate. The database decides that: two
 * requests may come at once.
 *
 * @throws DomainError conflict
 */
export async function refuseDuplicates<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    const { constraint } = error as { constraint?: string };
    throw duplicates[constraint ?? ''] ?? error;
  }
}
