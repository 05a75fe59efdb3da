/** What a stock is made up of: the ids of an order, and of a product that has one variant. */
export interface StockIds {
  readonly order: string;
  readonly product: string;
  readonly category: string;
}

/** A product of which ten pieces came in and two were sold for 10.00 each: statements for the product database. */
export const soundStock = (id: StockIds): string[] => [
  `insert into categories (id, slug, name, path, position) values ('${id.category}', 'c-${id.category}', 'C', 'c', 0)`,
  `insert into products (id, slug, name, description, status, price_minor, max_price_minor, option_names, skus,
     option_values, currency, category_id, rating_count, rating_sum, version, created_at, updated_at)
   values ('${id.product}', '${id.product}', 'P', 'D', 'active', 1000, 1000, '{}', 'S', '', 'EUR', '${id.category}', 0, 0, 1,
     now(), now())`,
  `insert into product_variants (id, product_id, sku, options, price_minor, position, status, created_at, updated_at)
   values ('${id.product}', '${id.product}', '${id.product}', '{}', 1000, 0, 'active', now(), now())`,
  `insert into inventory (variant_id, on_hand, reserved, updated_at) values ('${id.product}', 8, 0, now())`,
  `insert into reservations (id, state, currency, created_at, updated_at, expires_at, version)
   values ('${id.order}', 'committed', 'EUR', now(), now(), now(), 1)`,
  `insert into reservation_items (reservation_id, variant_id, position, quantity, sku, name, options, unit_price_minor)
   values ('${id.order}', '${id.product}', 0, 2, 'S', 'P', '{}', 1000)`,
  `insert into stock_movements (variant_id, kind, on_hand_delta, reserved_delta, at)
   values ('${id.product}', 'receipt', 10, 0, now())`,
  `insert into stock_movements (variant_id, kind, on_hand_delta, reserved_delta, reservation_id, at)
   values ('${id.product}', 'reservation', 0, 2, '${id.order}', now()),
          ('${id.product}', 'commit', -2, -2, '${id.order}', now())`,
];
