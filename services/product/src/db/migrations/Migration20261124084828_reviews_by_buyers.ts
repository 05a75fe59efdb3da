import { Migration } from '@mikro-orm/migrations';

export class Migration20261124084828_reviews_by_buyers extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "purchases" ("customer_id" uuid not null, "product_id" uuid not null, "order_id" uuid not null, "purchased_at" timestamptz not null, constraint "purchases_pkey" primary key ("customer_id", "product_id", "order_id"));`);
    this.addSql(`create index "purchases_of_order" on "purchases" ("order_id");`);

    this.addSql(`alter table "product_reviews" add column "status" text check ("status" in ('pending', 'published', 'rejected', 'withdrawn')) not null default 'published', add column "reason" text null, add column "verified_purchase" boolean not null default false, add column "version" int not null default 1, add column "updated_at" timestamptz null;`);
    // What was written before is shown as it was; who of its authors had bought the product is not known.
    this.addSql(`update "product_reviews" set "updated_at" = "created_at";`);
    this.addSql(`alter table "product_reviews" alter column "updated_at" set not null, alter column "status" drop default, alter column "verified_purchase" drop default, alter column "version" drop default;`);
    this.addSql(`create index "product_reviews_by_status" on "product_reviews" ("status", "id");`);
    this.addSql(`create index "product_reviews_of_customer" on "product_reviews" ("customer_id", "id");`);
    this.addSql(`alter table "product_reviews" add constraint product_reviews_reason check((status = 'rejected') = (reason is not null));`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "purchases" cascade;`);

    this.addSql(`drop index "product_reviews_by_status";`);
    this.addSql(`drop index "product_reviews_of_customer";`);
    this.addSql(`alter table "product_reviews" drop constraint product_reviews_reason;`);
    this.addSql(`alter table "product_reviews" drop column "status", drop column "reason", drop column "verified_purchase", drop column "version", drop column "updated_at";`);
  }

}
