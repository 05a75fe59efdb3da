import { Migration } from '@mikro-orm/migrations';

export class Migration20261124091834_checkout extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "coupons" ("id" uuid not null, "code" text not null, "percent_bps" int null, "amount_minor" bigint null, "currency" char(3) null, "minimum_subtotal_minor" bigint not null, "starts_at" timestamptz null, "ends_at" timestamptz null, "max_redemptions" int null, "max_per_customer" int null, "product_ids" text[] not null, "active" boolean not null, "redeemed" int not null, "version" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "coupons_pkey" primary key ("id"), constraint coupons_kind check ((percent_bps is null) <> (amount_minor is null)), constraint coupons_amounts check (percent_bps > 0 and percent_bps <= 10000 or amount_minor > 0 and currency is not null), constraint coupons_redeemed check (redeemed >= 0));`);
    this.addSql(`alter table "coupons" add constraint "coupons_code_unique" unique ("code");`);

    this.addSql(`create table "coupon_redemptions" ("order_id" uuid not null, "coupon_id" uuid not null, "customer_id" uuid not null, "redeemed_at" timestamptz not null, "given_back_at" timestamptz null, constraint "coupon_redemptions_pkey" primary key ("order_id"));`);
    this.addSql(`create index "coupon_redemptions_by_customer" on "coupon_redemptions" ("coupon_id", "customer_id");`);

    this.addSql(`create table "shipping_methods" ("id" uuid not null, "name" text not null, "currency" char(3) not null, "countries" text[] not null, "base_minor" bigint not null, "per_kg_minor" bigint not null, "free_from_minor" bigint null, "active" boolean not null, "version" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "shipping_methods_pkey" primary key ("id"), constraint shipping_methods_amounts check (base_minor >= 0 and per_kg_minor >= 0 and (free_from_minor is null or free_from_minor >= 0)));`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "coupons" cascade;`);

    this.addSql(`drop table if exists "coupon_redemptions" cascade;`);

    this.addSql(`drop table if exists "shipping_methods" cascade;`);
  }

}
