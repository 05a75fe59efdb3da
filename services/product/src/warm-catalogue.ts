import type { MikroORM } from '@mikro-orm/postgresql';
import type { Cache, Logger } from '@sidecart/platform';
import { readCategoryTree } from './http/read-category-tree';
import { readProductList } from './http/read-product-list';

const FIRST_PAGE = { limit: 20, inStock: false };

/** Loads what everybody asks for first into the cache, so that a start under load is not a rush to the database. */
export async function warmCatalogue(orm: MikroORM, cache: Cache, log: Logger): Promise<void> {
  const deps = { em: orm.em.fork(), cache };
  try {
    await readCategoryTree(deps);
    await readProductList(deps, FIRST_PAGE);
  } catch (error) {
    log.warn('the cache could not be warmed', { error });
  }
}
