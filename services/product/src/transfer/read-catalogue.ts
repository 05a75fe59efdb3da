import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProductDocument } from './product-document';

const BATCH_SIZE = 200;

type Row = ProductDocument & { readonly id: string };

/**
 * Reads every product as a document, in batches, so that a catalogue of any size takes little memory and nobody is held
 * up. A product that changes meanwhile is read as it was before or is after.
 */
export async function* readCatalogue(em: EntityManager): AsyncGenerator<ProductDocument> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows: Row[] = await em.execute(BATCH, [after, BATCH_SIZE]);
    for (const { id, ...document } of rows) {
      after = id;
      yield document;
    }
    if (rows.length < BATCH_SIZE) return;
  }
}

const BATCH = `
  select p.id, p.slug, p.name, p.description, p.status, c.slug as category, p.currency,
         (select coalesce(jsonb_agg(tag order by tag), '[]') from product_tags where product_id = p.id) as tags,
         (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('sku', v.sku, 'options', v.options, 'priceMinor', v.price_minor,
                                              'weightGrams', v.weight_grams, 'stock', i.on_hand)) order by v.position, v.id)
            from product_variants v
            join inventory i on i.variant_id = v.id
           where v.product_id = p.id and v.status = 'active') as variants
    from products p
    join categories c on c.id = p.category_id
   where p.id > ?
   order by p.id
   limit ?`;
