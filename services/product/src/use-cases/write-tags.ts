import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Makes the tags of a product these and no others.
 *
 * @param em an open transaction that holds the product
 * @param tags as `normaliseTags` makes them
 */
export async function writeTags(
  em: EntityManager,
  productId: string,
  tags: readonly string[],
): Promise<void> {
  const wanted = JSON.stringify(tags);
  await em.execute(
    `delete from product_tags
      where product_id = ? and tag not in (select json_array_elements_text(?::json))`,
    [productId, wanted],
  );
  await em.execute(
    `insert into product_tags (product_id, tag) select ?::uuid, json_array_elements_text(?::json)
     on conflict do nothing`,
    [productId, wanted],
  );
}
