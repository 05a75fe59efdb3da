import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';
import { createEmptyDatabase } from '@sidecart/testing';
import { migrations } from '../src/db/migrations';
import { ormConfig } from '../src/db/orm';

const CATEGORY = '018f3b5e-0000-7000-8000-00000000000a';
const PRODUCT = '018f3b5e-0000-7000-8000-00000000000b';
const REVIEW = '018f3b5e-0000-7000-8000-00000000000c';
const CUSTOMER = '018f3b5e-0000-7000-8000-00000000000d';

/** A catalogue as the first release kept it. */
const FIRST_RELEASE = `
  insert into categories (id, slug, name, path, position) values ('${CATEGORY}', 'c', 'C', '${CATEGORY}/', 0);
  insert into products (id, slug, sku, name, description, status, price_minor, currency, category_id, rating_count,
                        rating_sum, version, created_at, updated_at)
    values ('${PRODUCT}', 'p', 'SKU', 'P', 'A thing', 'active', 100, 'EUR', '${CATEGORY}', 1, 4, 1, now(), now());
  insert into product_reviews (id, product_id, customer_id, rating, title, body, created_at)
    values ('${REVIEW}', '${PRODUCT}', '${CUSTOMER}', 4, 'Good', 'Very.', '2024-01-02T03:04:05Z');
  insert into product_images (id, product_id, position, content_hash, media_type, alt, bytes)
    values ('${REVIEW}', '${PRODUCT}', 0, 'h', 'image/svg+xml', 'P', '<svg/>')`;

describe('the migrations', () => {
  it('keep the reviews and images of the first release, shown as they were', async () => {
    const database = await createEmptyDatabase();
    const options = ormConfig(database.url);
    await migrate({
      ...options,
      migrations: { ...options.migrations, migrationsList: migrations.slice(0, 1) },
    });
    const orm = await MikroORM.init(options);
    await orm.em.execute(FIRST_RELEASE);
    expect(await migrate(options)).toHaveLength(migrations.length - 1);
    const reviews = await orm.em.execute(
      'select id, rating, title, status, reason, verified_purchase, version, updated_at = created_at as same from product_reviews',
    );
    const images = await orm.em.execute(
      'select width, height, size_bytes, object_name, bytes is not null as here from product_images',
    );
    await orm.close();
    await database.drop();
    expect(reviews).toEqual([
      {
        ...{ id: REVIEW, rating: 4, title: 'Good', status: 'published', reason: null },
        ...{ verified_purchase: false, version: 1, same: true },
      },
    ]);
    expect(images).toEqual([{ width: 480, height: 480, size_bytes: 6, object_name: null, here: true }]);
  });
});
