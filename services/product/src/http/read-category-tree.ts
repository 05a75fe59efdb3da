import type { Reply } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { cachedReply } from './cached-reply';
import { findCategoryTree } from './find-category-tree';

/** Answers the category tree from the cache, or from the database. */
export const readCategoryTree = (
  { cache, em }: Pick<ProductDeps, 'cache' | 'em'>,
  ifNoneMatch?: string,
): Promise<Reply> =>
  cachedReply(cache, 'categories', ifNoneMatch, async () => ({
    body: { items: await findCategoryTree(em) },
  }));
