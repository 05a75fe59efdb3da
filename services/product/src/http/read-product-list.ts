import { createHash } from 'node:crypto';
import { pageReply, type Reply } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { cachedReply } from './cached-reply';
import { findProducts } from './find-products';
import { normaliseQuery, type ProductQuery } from './product-query';

/**
 * Answers a list from the cache, or from the database.
 *
 * @throws DomainError malformed when the cursor is none of this list
 */
export function readProductList(
  { cache, em }: Pick<ProductDeps, 'cache' | 'em'>,
  query: ProductQuery,
  ifNoneMatch?: string,
): Promise<Reply> {
  const filter = normaliseQuery(query);
  // What people search for may hold anything, also what a store takes for its own in a key.
  const key = createHash('sha256').update(JSON.stringify(filter)).digest('base64url');
  return cachedReply(cache, `products:${key}`, ifNoneMatch, async () => {
    const page = await findProducts(em, filter);
    return { body: page, link: pageReply(page, '/products', filter).headers?.['link'] };
  });
}
