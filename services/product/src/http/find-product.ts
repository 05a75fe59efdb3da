import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { looksLikeId } from '../domain/slug';
import { presentProduct, PRODUCT_COLUMNS, type ProductDetailRow } from './present-product';
import type { ProductView } from './product.schema';

/**
 * Reads a product with its category, availability and images, in one statement and without loading entities.
 *
 * @param which whether anybody may see it, or only staff
 * @throws DomainError not-found
 */
export async function findProduct(
  em: EntityManager,
  idOrSlug: string,
  which: 'active' | 'any',
): Promise<ProductView> {
  const [row]: ProductDetailRow[] = await em.execute(
    `select ${PRODUCT_COLUMNS}, p.description, p.status, p.version,
            p.created_at as "createdAt", p.updated_at as "updatedAt",
            array(select t.tag from product_tags t where t.product_id = p.id order by t.tag) as tags,
            (select jsonb_agg(jsonb_build_object('contentHash', m.content_hash, 'mediaType', m.media_type,
                                                 'alt', m.alt, 'width', m.width, 'height', m.height)
                              order by m.position)
               from product_images m where m.product_id = p.id) as images
       from products p
       join categories c on c.id = p.category_id
       join inventory i on i.product_id = p.id
      where ${looksLikeId(idOrSlug) ? 'p.id' : 'p.slug'} = ? ${which === 'active' ? "and p.status = 'active'" : ''}`,
    [idOrSlug],
  );
  if (!row) throw notFound('product');
  return presentProduct(row);
}
