import { seedCatalogue } from '../src/seed/seed-catalogue';
import type { ProductService } from './harness';

/** How often each seeded product is there: with 2,208 of them, more than 100,000. */
const COPIES = 46;

/** Fills the catalogue of a service with more than 100,000 products, like the seeded ones but for name, price and rating. */
export async function fillWithManyProducts(service: ProductService): Promise<void> {
  const em = service.orm.em.fork();
  await seedCatalogue(em, []);
  await em.execute('create table originals as select * from products');
  // One copy of everything at a time: none of these statements takes as long as one is allowed to.
  for (let copy = 2; copy <= COPIES; copy += 1) {
    for (const statement of STATEMENTS) await em.execute(statement.replaceAll(':copy', String(copy)));
  }
  await em.execute('drop table originals');
  for (const table of ['products', 'product_variants', 'inventory', 'product_tags']) {
    await em.execute(`vacuum analyze ${table}`);
  }
}

const COPY_ID = `md5(id::text || ':copy')::uuid`;
const PRICE = 'greatest(100, price_minor * (50 + :copy * 2) / 100)';

const STATEMENTS = [
  `insert into products (id, slug, name, description, status, currency, category_id, option_names, skus, option_values,
                         price_minor, max_price_minor, rating_count, rating_sum, version, created_at, updated_at)
   select ${COPY_ID}, slug || '-:copy', name || ' ' || upper(left(md5(slug || ':copy'), 2)), description, status, currency,
          category_id, option_names, skus || '-:copy', option_values, ${PRICE}, ${PRICE}, 10, 10 + :copy % 41, 1,
          created_at, updated_at
     from originals`,
  `insert into product_variants (id, product_id, sku, options, price_minor, position, status, created_at, updated_at)
   select ${COPY_ID}, ${COPY_ID}, 'COPY-' || ${COPY_ID}, '{}', ${PRICE}, 0, 'active', created_at, updated_at
     from originals`,
  `insert into inventory (variant_id, on_hand, reserved, updated_at)
   select ${COPY_ID}, :copy % 7, 0, updated_at from originals`,
  `insert into product_tags (product_id, tag) select ${COPY_ID}, 'batch-:copy' from originals`,
];
