import { pageReply, type Reply } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { cachedReply } from './cached-reply';
import { correctSearch } from './correct-search';
import { findProducts } from './find-products';
import { normaliseQuery, type ProductQuery } from './product-query';
import { queryKey } from './query-key';

/**
 * Answers a list from the cache, or from the database; in that case in one statement, or two when words are looked for.
 *
 * @throws DomainError malformed when the cursor is none of this list
 */
export function readProductList(
  { cache, em }: Pick<ProductDeps, 'cache' | 'em'>,
  query: ProductQuery,
  ifNoneMatch?: string,
): Promise<Reply> {
  const filter = normaliseQuery(query);
  return cachedReply(cache, queryKey('products', filter), ifNoneMatch, async () => {
    const correctedSearch = await correctSearch(em, filter.search);
    const page = await findProducts(em, { ...filter, search: correctedSearch ?? filter.search });
    return {
      body: { ...page, ...(correctedSearch === undefined ? {} : { correctedSearch }) },
      link: pageReply(page, '/products', filter).headers?.['link'],
    };
  });
}
