import { Migration } from '@mikro-orm/migrations';

export class Migration20261124060249_initial extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "categories" ("id" uuid not null, "parent_id" uuid null, "slug" text not null, "name" text not null, "path" text not null, "position" int not null, constraint "categories_pkey" primary key ("id"));`);
    this.addSql(`create index "categories_parent_id_index" on "categories" ("parent_id");`);
    this.addSql(`alter table "categories" add constraint "categories_slug_unique" unique ("slug");`);
    this.addSql(`create index "categories_by_path" on "categories" ("path" text_pattern_ops);`);

    this.addSql(`create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`);
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(`create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`);
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(`create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`);
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(`create table "products" ("id" uuid not null, "slug" text not null, "sku" text not null, "name" text not null, "description" text not null, "status" text check ("status" in ('draft', 'active', 'archived')) not null, "price_minor" bigint not null, "currency" char(3) not null, "category_id" uuid not null, "rating_count" int not null, "rating_sum" int not null, "rating" numeric(3,2) generated always as (coalesce(round(rating_sum::numeric / nullif(rating_count, 0), 2), 0)) stored not null, "search" tsvector generated always as ((setweight(to_tsvector('english', name), 'A'::"char") || setweight(to_tsvector('simple', sku), 'A'::"char")) || setweight(to_tsvector('english', description), 'C'::"char")) stored not null, "version" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "products_pkey" primary key ("id"), constraint products_price check (price_minor > 0), constraint products_rating_sum check (rating_count >= 0 and rating_sum >= rating_count and rating_sum <= 5 * rating_count));`);
    this.addSql(`alter table "products" add constraint "products_slug_unique" unique ("slug");`);
    this.addSql(`alter table "products" add constraint "products_sku_unique" unique ("sku");`);
    this.addSql(`create index "products_category_id_index" on "products" ("category_id");`);
    this.addSql(`create index "products_active_by_category" on "products" ("category_id", "id") where "status" = 'active';`);
    this.addSql(`create index "products_active_by_price" on "products" ("price_minor", "id") where "status" = 'active';`);
    this.addSql(`create index "products_active_by_name" on "products" (lower("name"), "id") where "status" = 'active';`);
    this.addSql(`create index "products_active_by_rating" on "products" ("rating", "id") where "status" = 'active';`);
    this.addSql(`create index "products_search" on "products" using gin ("search");`);

    this.addSql(`create table "inventory" ("product_id" uuid not null, "on_hand" int not null, "reserved" int not null, "available" int generated always as (on_hand - reserved) stored not null, "updated_at" timestamptz not null, constraint "inventory_pkey" primary key ("product_id"), constraint inventory_never_oversold check (0 <= reserved and reserved <= on_hand));`);

    this.addSql(`create table "product_images" ("id" uuid not null, "product_id" uuid not null, "position" smallint not null, "content_hash" text not null, "media_type" text not null, "alt" text not null, "bytes" bytea not null, constraint "product_images_pkey" primary key ("id"));`);
    this.addSql(`create index "product_images_in_order" on "product_images" ("product_id", "position");`);
    this.addSql(`alter table "product_images" add constraint "product_images_content" unique ("product_id", "content_hash");`);

    this.addSql(`create table "product_reviews" ("id" uuid not null, "product_id" uuid not null, "customer_id" uuid not null, "rating" smallint not null, "title" text not null, "body" text not null, "created_at" timestamptz not null, constraint "product_reviews_pkey" primary key ("id"), constraint product_reviews_rating check (rating >= 1 and rating <= 5));`);
    this.addSql(`create index "product_reviews_newest" on "product_reviews" ("product_id", "id");`);
    this.addSql(`alter table "product_reviews" add constraint "product_reviews_one_each" unique ("product_id", "customer_id");`);

    this.addSql(`create table "reservations" ("id" uuid not null, "state" text check ("state" in ('held', 'committed', 'released', 'expired', 'owed')) not null, "currency" char(3) not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "expires_at" timestamptz not null, "next_check_at" timestamptz null, "version" int not null, constraint "reservations_pkey" primary key ("id"), constraint reservations_looked_after check (((state = 'held') or (state = 'owed')) = (next_check_at is not null)));`);
    this.addSql(`create index "reservations_to_check" on "reservations" ("next_check_at") where "next_check_at" is not null;`);

    this.addSql(`create table "reservation_items" ("reservation_id" uuid not null, "product_id" uuid not null, "position" smallint not null, "quantity" int not null, "sku" text not null, "name" text not null, "unit_price_minor" bigint not null, constraint "reservation_items_pkey" primary key ("reservation_id", "product_id"), constraint reservation_items_quantity check (quantity > 0));`);
    this.addSql(`create index "reservation_items_product_id_index" on "reservation_items" ("product_id");`);

    this.addSql(`create table "stock_movements" ("id" bigserial primary key, "product_id" uuid not null, "kind" text check ("kind" in ('receipt', 'commit', 'return', 'adjustment')) not null, "delta" int not null, "reservation_id" uuid null, "reason" text null, "actor_id" uuid null, "at" timestamptz not null, constraint stock_movements_delta check (delta <> 0), constraint stock_movements_cause check (((kind = 'commit') or (kind = 'return')) = (reservation_id is not null)));`);
    this.addSql(`create index "stock_movements_of_product" on "stock_movements" ("product_id", "id");`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_once" unique ("reservation_id", "product_id", "kind");`);

    this.addSql(`alter table "categories" add constraint "categories_parent_id_foreign" foreign key ("parent_id") references "categories" ("id") on update cascade on delete restrict;`);

    this.addSql(`alter table "products" add constraint "products_category_id_foreign" foreign key ("category_id") references "categories" ("id") on update cascade on delete restrict;`);

    this.addSql(`alter table "inventory" add constraint "inventory_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "product_images" add constraint "product_images_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "product_reviews" add constraint "product_reviews_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "reservation_items" add constraint "reservation_items_reservation_id_foreign" foreign key ("reservation_id") references "reservations" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "reservation_items" add constraint "reservation_items_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete restrict;`);

    this.addSql(`alter table "stock_movements" add constraint "stock_movements_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete restrict;`);
    this.addSql(`alter table "stock_movements" add constraint "stock_movements_reservation_id_foreign" foreign key ("reservation_id") references "reservations" ("id") on update cascade on delete restrict;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "categories" drop constraint "categories_parent_id_foreign";`);

    this.addSql(`alter table "products" drop constraint "products_category_id_foreign";`);

    this.addSql(`alter table "inventory" drop constraint "inventory_product_id_foreign";`);

    this.addSql(`alter table "product_images" drop constraint "product_images_product_id_foreign";`);

    this.addSql(`alter table "product_reviews" drop constraint "product_reviews_product_id_foreign";`);

    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_product_id_foreign";`);

    this.addSql(`alter table "stock_movements" drop constraint "stock_movements_product_id_foreign";`);

    this.addSql(`alter table "reservation_items" drop constraint "reservation_items_reservation_id_foreign";`);

    this.addSql(`alter table "stock_movements" drop constraint "stock_movements_reservation_id_foreign";`);

    this.addSql(`drop table if exists "categories" cascade;`);

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);

    this.addSql(`drop table if exists "products" cascade;`);

    this.addSql(`drop table if exists "inventory" cascade;`);

    this.addSql(`drop table if exists "product_images" cascade;`);

    this.addSql(`drop table if exists "product_reviews" cascade;`);

    this.addSql(`drop table if exists "reservations" cascade;`);

    this.addSql(`drop table if exists "reservation_items" cascade;`);

    this.addSql(`drop table if exists "stock_movements" cascade;`);
  }

}
