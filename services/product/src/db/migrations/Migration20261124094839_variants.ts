import { Migration } from '@mikro-orm/migrations';

export class Migration20261124094839_variants extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "product_variants" ("id" uuid not null, "product_id" uuid not null, "sku" text not null, "options" jsonb not null, "price_minor" bigint not null, "weight_grams" int null, "position" smallint not null, "status" text check ("status" in ('active', 'archived')) not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "product_variants_pkey" primary key ("id"), constraint product_variants_price check (price_minor > 0), constraint product_variants_weight check (weight_grams > 0), constraint product_variants_options check (jsonb_typeof(options) = 'object'));`);
    this.addSql(`alter table "product_variants" add constraint "product_variants_sku_unique" unique ("sku");`);
    this.addSql(`create index "product_variants_in_order" on "product_variants" ("product_id", "position");`);
    this.addSql(`alter table "product_variants" add constraint "product_variants_one_each" unique ("product_id", "options");`);

    this.addSql(`alter table "product_variants" add constraint "product_variants_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);

    // Every product so far is sold in one variant, which gets the product's id.
    this.addSql(`insert into "product_variants" ("id", "product_id", "sku", "options", "price_minor", "position", "status", "created_at", "updated_at") select "id", "id", "sku", '{}', "price_minor", 0, 'active', "created_at", "updated_at" from "products";`);

    this.addSql(`alter table "inventory" drop constraint "inventory_product_id_foreign";`);

    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_product_id_foreign";`);

    this.addSql(`alter table "stock_movements" drop constraint if exists "stock_movements_kind_check";`);

    this.addSql(`alter table "stock_movements" drop constraint "stock_movements_product_id_foreign";`);

    this.addSql(`alter table "products" drop constraint "products_sku_unique";`);
    this.addSql(`alter table "products" drop constraint products_price;`);
    this.addSql(`alter table "products" drop column "search";`);

    this.addSql(`alter table "products" rename column "sku" to "skus";`);
    this.addSql(`alter table "products" add column "option_names" text[] not null default '{}', add column "max_price_minor" bigint null, add column "option_values" text not null default '', add column "search" tsvector generated always as (((setweight(to_tsvector('english', name), 'A'::"char") || setweight(to_tsvector('simple', skus), 'A'::"char")) || setweight(to_tsvector('english', option_values), 'B'::"char")) || setweight(to_tsvector('english', description), 'C'::"char")) stored not null;`);
    this.addSql(`alter table "products" alter column "option_names" drop default, alter column "option_values" drop default;`);
    this.addSql(`update "products" set "max_price_minor" = "price_minor";`);
    this.addSql(`alter table "products" alter column "max_price_minor" set not null;`);
    this.addSql(`create index "products_search" on "products" using gin ("search");`);
    this.addSql(`alter table "products" add constraint products_price check(price_minor > 0 and price_minor <= max_price_minor);`);

    this.addSql(`alter table "inventory" drop constraint "inventory_pkey";`);

    this.addSql(`alter table "inventory" add column "low_stock_threshold" int null;`);
    this.addSql(`alter table "inventory" rename column "product_id" to "variant_id";`);
    this.addSql(`alter table "inventory" add constraint "inventory_variant_id_foreign" foreign key ("variant_id") references "product_variants" ("id") on update cascade on delete cascade;`);
    this.addSql(`create index "inventory_low" on "inventory" ("variant_id") where "available" <= "low_stock_threshold";`);
    this.addSql(`alter table "inventory" add constraint "inventory_pkey" primary key ("variant_id");`);
    this.addSql(`alter table "inventory" add constraint inventory_threshold check(low_stock_threshold >= 0);`);

    this.addSql(`drop index "reservation_items_product_id_index";`);
    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_pkey";`);

    this.addSql(`alter table "reservation_items" add column "options" jsonb not null default '{}', add column "category_id" uuid null, add column "weight_grams" int null;`);
    this.addSql(`alter table "reservation_items" alter column "options" drop default;`);
    this.addSql(`alter table "reservation_items" rename column "product_id" to "variant_id";`);
    this.addSql(`alter table "reservation_items" add constraint "reservation_items_variant_id_foreign" foreign key ("variant_id") references "product_variants" ("id") on update cascade on delete restrict;`);
    this.addSql(`create index "reservation_items_variant_id_index" on "reservation_items" ("variant_id");`);
    this.addSql(`alter table "reservation_items" add constraint "reservation_items_pkey" primary key ("reservation_id", "variant_id");`);

    this.addSql(`drop index "stock_movements_of_product";`);
    this.addSql(`alter table "stock_movements" drop constraint "stock_movements_once";`);
    this.addSql(`alter table "stock_movements" drop constraint stock_movements_cause;`);
    this.addSql(`alter table "stock_movements" drop constraint stock_movements_delta;`);

    this.addSql(`alter table "stock_movements" add column "reserved_delta" int not null default 0, add column "return_id" uuid null;`);
    this.addSql(`alter table "stock_movements" alter column "reserved_delta" drop default;`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_kind_check" check("kind" in ('receipt', 'reservation', 'commit', 'release', 'return', 'adjustment'));`);
    this.addSql(`alter table "stock_movements" rename column "product_id" to "variant_id";`);
    this.addSql(`alter table "stock_movements" rename column "delta" to "on_hand_delta";`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_variant_id_foreign" foreign key ("variant_id") references "product_variants" ("id") on update cascade on delete restrict;`);
    this.addSql(`create index "stock_movements_of_variant" on "stock_movements" ("variant_id", "id");`);
    this.addSql(`create unique index "stock_movements_sold_once" on "stock_movements" ("reservation_id", "variant_id", "kind") where "kind" = 'commit' or ("kind" = 'return' and "return_id" is null);`);
    this.addSql(`create unique index "stock_movements_returned_once" on "stock_movements" ("return_id", "variant_id") where "return_id" is not null;`);
    this.addSql(`create index "stock_movements_of_reservation" on "stock_movements" ("reservation_id", "variant_id");`);
    this.addSql(`alter table "stock_movements" add constraint stock_movements_return check(return_id is null or kind = 'return');`);
    this.addSql(`alter table "stock_movements" add constraint stock_movements_cause check(((kind = 'receipt') or (kind = 'adjustment')) = ((reservation_id is null) and (return_id is null)));`);
    this.addSql(`alter table "stock_movements" add constraint stock_movements_delta check(on_hand_delta <> 0 or reserved_delta <> 0);`);

    // The ledger did not keep what was set aside: what still is gets its entry, so that it adds up from here on.
    this.addSql(`insert into "stock_movements" ("variant_id", "kind", "on_hand_delta", "reserved_delta", "reservation_id", "at") select l."variant_id", 'reservation', 0, l."quantity", r."id", r."updated_at" from "reservation_items" l join "reservations" r on r."id" = l."reservation_id" where r."state" = 'held';`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "inventory" drop constraint "inventory_variant_id_foreign";`);

    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_variant_id_foreign";`);

    this.addSql(`alter table "stock_movements" drop constraint "stock_movements_variant_id_foreign";`);

    this.addSql(`drop table if exists "product_variants" cascade;`);

    this.addSql(`alter table "stock_movements" drop constraint if exists "stock_movements_kind_check";`);

    this.addSql(`drop index "inventory_low";`);
    this.addSql(`alter table "inventory" drop constraint "inventory_pkey";`);
    this.addSql(`alter table "inventory" drop constraint inventory_threshold;`);
    this.addSql(`alter table "inventory" drop column "low_stock_threshold";`);

    this.addSql(`alter table "inventory" rename column "variant_id" to "product_id";`);
    this.addSql(`alter table "inventory" add constraint "inventory_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "inventory" add constraint "inventory_pkey" primary key ("product_id");`);

    this.addSql(`alter table "products" drop constraint products_price;`);
    this.addSql(`alter table "products" drop column "option_names", drop column "max_price_minor", drop column "option_values", drop column "search";`);

    this.addSql(`alter table "products" add column "search" tsvector generated always as ((setweight(to_tsvector('english'::regconfig, name), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, sku), 'A'::"char")) || setweight(to_tsvector('english'::regconfig, description), 'C'::"char")) stored not null;`);
    this.addSql(`alter table "products" rename column "skus" to "sku";`);
    this.addSql(`alter table "products" add constraint "products_sku_unique" unique ("sku");`);
    this.addSql(`alter table "products" add constraint products_price check(price_minor > 0);`);

    this.addSql(`drop index "reservation_items_variant_id_index";`);
    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_pkey";`);
    this.addSql(`alter table "reservation_items" drop column "options", drop column "category_id", drop column "weight_grams";`);

    this.addSql(`alter table "reservation_items" rename column "variant_id" to "product_id";`);
    this.addSql(`alter table "reservation_items" add constraint "reservation_items_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete restrict;`);
    this.addSql(`create index "reservation_items_product_id_index" on "reservation_items" ("product_id");`);
    this.addSql(`alter table "reservation_items" add constraint "reservation_items_pkey" primary key ("reservation_id", "product_id");`);

    this.addSql(`drop index "stock_movements_of_variant";`);
    this.addSql(`drop index "stock_movements_sold_once";`);
    this.addSql(`drop index "stock_movements_returned_once";`);
    this.addSql(`drop index "stock_movements_of_reservation";`);
    this.addSql(`alter table "stock_movements" drop constraint stock_movements_return;`);
    this.addSql(`alter table "stock_movements" drop constraint stock_movements_delta;`);
    this.addSql(`alter table "stock_movements" drop constraint stock_movements_cause;`);
    this.addSql(`alter table "stock_movements" drop column "reserved_delta", drop column "return_id";`);

    this.addSql(`alter table "stock_movements" add constraint "stock_movements_kind_check" check("kind" in ('receipt', 'commit', 'return', 'adjustment'));`);
    this.addSql(`alter table "stock_movements" rename column "variant_id" to "product_id";`);
    this.addSql(`alter table "stock_movements" rename column "on_hand_delta" to "delta";`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete restrict;`);
    this.addSql(`create index "stock_movements_of_product" on "stock_movements" ("product_id", "id");`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_once" unique ("reservation_id", "product_id", "kind");`);
    this.addSql(`alter table "stock_movements" add constraint stock_movements_delta check(delta <> 0);`);
    this.addSql(`alter table "stock_movements" add constraint stock_movements_cause check(((kind = 'commit'::text) OR (kind = 'return'::text)) = (reservation_id IS NOT NULL));`);
  }

}
