import { Migration } from '@mikro-orm/migrations';

export class Migration20261124092753_product_tags extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "product_tags" ("product_id" uuid not null, "tag" text not null, constraint "product_tags_pkey" primary key ("product_id", "tag"));`);
    this.addSql(`create index "product_tags_by_tag" on "product_tags" ("tag", "product_id");`);

    this.addSql(`alter table "product_tags" add constraint "product_tags_product_id_foreign" foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "product_tags" cascade;`);
  }

}
