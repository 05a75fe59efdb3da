import { Migration } from '@mikro-orm/migrations';

export class Migration20261124084642_totals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "orders" drop constraint orders_total;`);

    this.addSql(
      `alter table "orders" add column "subtotal_minor" bigint null, add column "discount_minor" bigint null, add column "shipping_minor" bigint null, add column "tax_minor" bigint null, add column "shipping_tax_minor" bigint null, add column "tax_included" boolean null, add column "coupon_code" text null, add column "shipping_method_id" uuid null, add column "shipping_method_name" text null;`,
    );
    // Orders of before cost what their lines cost, and nothing is known of their tax.
    this.addSql(
      `update "orders" set "subtotal_minor" = "total_minor", "discount_minor" = 0, "shipping_minor" = 0, "tax_minor" = 0, "shipping_tax_minor" = 0, "tax_included" = true;`,
    );
    this.addSql(
      `alter table "orders" alter column "subtotal_minor" set not null, alter column "discount_minor" set not null, alter column "shipping_minor" set not null, alter column "tax_minor" set not null, alter column "shipping_tax_minor" set not null, alter column "tax_included" set not null;`,
    );
    this.addSql(
      `alter table "orders" add constraint orders_amounts check(discount_minor >= 0 and discount_minor <= subtotal_minor and shipping_minor >= 0 and shipping_tax_minor >= 0 and tax_minor >= shipping_tax_minor);`,
    );
    this.addSql(
      `alter table "orders" add constraint orders_total check(total_minor = subtotal_minor - discount_minor + shipping_minor + case when tax_included then 0 else tax_minor end);`,
    );

    this.addSql(`drop index "order_items_order_id_index";`);

    this.addSql(
      `alter table "order_items" add column "variant_id" uuid null, add column "options" jsonb null, add column "discount_minor" bigint null, add column "tax_minor" bigint null, add column "tax_rate_ppm" int null;`,
    );
    // The only variant of a product has its id.
    this.addSql(
      `update "order_items" set "variant_id" = "product_id", "options" = '{}', "discount_minor" = 0, "tax_minor" = 0, "tax_rate_ppm" = 0;`,
    );
    this.addSql(
      `alter table "order_items" alter column "variant_id" set not null, alter column "options" set not null, alter column "discount_minor" set not null, alter column "tax_minor" set not null, alter column "tax_rate_ppm" set not null;`,
    );
    this.addSql(
      `alter table "order_items" add constraint "order_items_one_per_variant" unique ("order_id", "variant_id");`,
    );
    this.addSql(
      `alter table "order_items" add constraint order_items_shares check(discount_minor >= 0 and discount_minor <= total_minor and tax_minor >= 0);`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "order_items" drop constraint "order_items_one_per_variant";`);
    this.addSql(`alter table "order_items" drop constraint order_items_shares;`);
    this.addSql(
      `alter table "order_items" drop column "variant_id", drop column "options", drop column "discount_minor", drop column "tax_minor", drop column "tax_rate_ppm";`,
    );

    this.addSql(`create index "order_items_order_id_index" on "order_items" ("order_id");`);

    this.addSql(`alter table "orders" drop constraint orders_amounts;`);
    this.addSql(`alter table "orders" drop constraint orders_total;`);
    this.addSql(
      `alter table "orders" drop column "subtotal_minor", drop column "discount_minor", drop column "shipping_minor", drop column "tax_minor", drop column "shipping_tax_minor", drop column "tax_included", drop column "coupon_code", drop column "shipping_method_id", drop column "shipping_method_name";`,
    );

    this.addSql(`alter table "orders" add constraint orders_total check(total_minor >= 0);`);
  }
}
