import { inOneDatabase, type Check } from './law';

/** Law 7 in the catalogue: what a list shows of a product is what its variants are sold for. */
export const catalogueChecks: readonly Check[] = [
  inOneDatabase(
    7,
    'a product shows the lowest and the highest price of its variants',
    'product',
    `select format('product %s shows %s to %s, its variants cost %s to %s', p.id, p.price_minor, p.max_price_minor, v.low, v.high)
       as violation
     from products p left join (
       select product_id, min(price_minor) as low, max(price_minor) as high from product_variants
       where status = 'active' group by 1) v on v.product_id = p.id
     where p.price_minor is distinct from v.low or p.max_price_minor is distinct from v.high`,
  ),
  inOneDatabase(
    7,
    'a variant has one value for each option of its product',
    'product',
    `select format('variant %s has the options %s, its product %s', v.id, v.options, p.option_names) as violation
     from product_variants v join products p on p.id = v.product_id
     where not jsonb_exists_all(v.options, p.option_names) or v.options - p.option_names <> '{}'
        or (cardinality(p.option_names) = 0 and v.id <> p.id)`,
  ),
];
