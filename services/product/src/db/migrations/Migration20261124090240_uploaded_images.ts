import { Migration } from '@mikro-orm/migrations';

export class Migration20261124090240_uploaded_images extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "unused_image_objects" ("object_name" text not null, "due_at" timestamptz not null, "attempts" int not null, constraint "unused_image_objects_pkey" primary key ("object_name"));`);
    this.addSql(`create index "unused_image_objects_due_at_index" on "unused_image_objects" ("due_at");`);

    this.addSql(`alter table "product_images" add column "width" int null, add column "height" int null, add column "size_bytes" int null, add column "object_name" text null;`);
    // Until now all images were the drawings of the seeded catalogue.
    this.addSql(`update "product_images" set "size_bytes" = octet_length("bytes"), "width" = 480, "height" = 480;`);
    this.addSql(`alter table "product_images" alter column "size_bytes" set not null;`);
    this.addSql(`alter table "product_images" alter column "bytes" type bytea using ("bytes"::bytea);`);
    this.addSql(`alter table "product_images" alter column "bytes" drop not null;`);
    this.addSql(`alter table "product_images" add constraint "product_images_object_name_unique" unique ("object_name");`);
    this.addSql(`alter table "product_images" add constraint product_images_place check((bytes is null) = (object_name is not null));`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "unused_image_objects" cascade;`);

    this.addSql(`alter table "product_images" drop constraint "product_images_object_name_unique";`);
    this.addSql(`alter table "product_images" drop constraint product_images_place;`);
    this.addSql(`alter table "product_images" drop column "width", drop column "height", drop column "size_bytes", drop column "object_name";`);

    this.addSql(`alter table "product_images" alter column "bytes" type bytea using ("bytes"::bytea);`);
    this.addSql(`alter table "product_images" alter column "bytes" set not null;`);
  }

}
