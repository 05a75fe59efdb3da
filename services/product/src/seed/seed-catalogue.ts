import type { EntityManager } from '@mikro-orm/postgresql';
import { departments } from './catalogue/departments';
import { generateCategories } from './generate-categories';
import { generateProducts } from './generate-products';
import { generateReviews } from './generate-reviews';
import { createRandom } from './random';
import { writeCatalogue, type Catalogue } from './write-catalogue';

const SEED = 20_240_229;

/** Makes up the catalogue, the same one every time. Without customers it has no reviews. */
export function generateCatalogue(customerIds: readonly string[]): Catalogue {
  const { categories, leaves } = generateCategories(departments);
  const products = generateProducts(leaves, createRandom(SEED));
  const nounOf = new Map(leaves.map(({ categoryId, leaf }) => [categoryId, leaf.noun.toLowerCase()]));
  const reviews =
    customerIds.length === 0 ? [] : generateReviews(products, customerIds, nounOf, createRandom(SEED + 1));
  return { categories, products, reviews };
}

/**
 * Fills an empty catalogue; one that has products is left as it is.
 *
 * @param customerIds who wrote the reviews
 * @returns how many products were written
 */
export async function seedCatalogue(em: EntityManager, customerIds: readonly string[]): Promise<number> {
  return em.transactional(async (tx) => {
    // Whoever comes second waits for the first, longer than a request would.
    await tx.execute(
      "select set_config(name, '60s', true) from unnest(array['lock_timeout', 'statement_timeout']) name",
    );
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('seed', 0))");
    const products: unknown[] = await tx.execute('select 1 from products limit 1');
    if (products.length > 0) return 0;
    const catalogue = generateCatalogue(customerIds);
    await writeCatalogue(tx, catalogue);
    return catalogue.products.length;
  });
}
