import { Migration } from '@mikro-orm/migrations';

export class Migration20261124093949_carts extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "carts" ("id" uuid not null, "customer_id" uuid null, "token_hash" text null, "coupon_code" text null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "expires_at" timestamptz not null, constraint "carts_pkey" primary key ("id"), constraint carts_owner check ((customer_id is null) <> (token_hash is null)));`);
    this.addSql(`alter table "carts" add constraint "carts_customer_id_unique" unique ("customer_id");`);
    this.addSql(`alter table "carts" add constraint "carts_token_hash_unique" unique ("token_hash");`);
    this.addSql(`create index "carts_expires_at_index" on "carts" ("expires_at");`);

    // Each customer that has something in the cart gets a cart; the only variant of a product has its id.
    this.addSql(`insert into "carts" ("id", "customer_id", "created_at", "updated_at", "expires_at") select gen_random_uuid(), "customer_id", min("added_at"), max("added_at"), now() + interval '180 days' from "cart_items" group by "customer_id";`);
    this.addSql(`alter table "cart_items" drop constraint "cart_items_pkey";`);
    this.addSql(`alter table "cart_items" add column "cart_id" uuid null, add column "variant_id" uuid null, add column "seen_name" text null, add column "seen_unit_price_minor" bigint null, add column "seen_currency" char(3) null;`);
    this.addSql(`update "cart_items" i set "cart_id" = c."id", "variant_id" = i."product_id" from "carts" c where c."customer_id" = i."customer_id";`);
    this.addSql(`alter table "cart_items" alter column "cart_id" set not null, alter column "variant_id" set not null, drop column "customer_id";`);
    this.addSql(`alter table "cart_items" add constraint "cart_items_cart_id_foreign" foreign key ("cart_id") references "carts" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "cart_items" add constraint "cart_items_pkey" primary key ("cart_id", "variant_id");`);
  }

  override async down(): Promise<void> {
    // Carts of guests, and all but one variant of a product in a cart, have no place in the table of before.
    this.addSql(`alter table "cart_items" add column "customer_id" uuid null;`);
    this.addSql(`update "cart_items" i set "customer_id" = c."customer_id" from "carts" c where c."id" = i."cart_id";`);
    this.addSql(`delete from "cart_items" i where i."customer_id" is null or exists (select 1 from "cart_items" o where o."cart_id" = i."cart_id" and o."product_id" = i."product_id" and o."variant_id" < i."variant_id");`);
    this.addSql(`alter table "cart_items" drop constraint "cart_items_cart_id_foreign";`);
    this.addSql(`alter table "cart_items" drop constraint "cart_items_pkey";`);
    this.addSql(`alter table "cart_items" drop column "cart_id", drop column "variant_id", drop column "seen_name", drop column "seen_unit_price_minor", drop column "seen_currency";`);
    this.addSql(`alter table "cart_items" alter column "customer_id" set not null;`);
    this.addSql(`alter table "cart_items" add constraint "cart_items_pkey" primary key ("customer_id", "product_id");`);
    this.addSql(`drop table if exists "carts" cascade;`);
  }

}
