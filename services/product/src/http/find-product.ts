import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { looksLikeId } from '../domain/slug';
import { presentProduct, PRODUCT_COLUMNS, type ProductDetailRow } from './present-product';
import { VARIANT } from './present-variant';
import type { ProductView } from './product.schema';

/**
 * Reads a product with its variants, their availability, category and images, in one statement and without loading entities.
 *
 * @param which what anybody may see, or what staff see: also products that are not sold, and archived variants
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
            (select jsonb_agg(${VARIANT} order by v.position, v.id)
               from product_variants v join inventory i on i.variant_id = v.id
              where v.product_id = p.id ${which === 'active' ? "and v.status = 'active'" : ''}) as variants,
            (select jsonb_agg(jsonb_build_object('contentHash', m.content_hash, 'mediaType', m.media_type,
                                                 'alt', m.alt, 'width', m.width, 'height', m.height)
                              order by m.position)
               from product_images m where m.product_id = p.id) as images
       from products p
       join categories c on c.id = p.category_id
      where ${looksLikeId(idOrSlug) ? 'p.id' : 'p.slug'} = ? ${which === 'active' ? "and p.status = 'active'" : ''}`,
    [idOrSlug],
  );
  if (!row) throw notFound('product');
  return presentProduct(row);
}
