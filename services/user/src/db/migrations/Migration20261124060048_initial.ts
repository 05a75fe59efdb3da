import { Migration } from '@mikro-orm/migrations';

export class Migration20261124060048_initial extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`);
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(`create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`);
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(`create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`);
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(`create table "profiles" ("id" uuid not null, "email" text not null, "display_name" text not null, "phone" text null, "locale" text not null, "version" int not null, "registration_attempt" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "profiles_pkey" primary key ("id"));`);
    this.addSql(`create extension if not exists pg_trgm; create index "profiles_search" on "profiles" using gin (lower("display_name" || ' ' || "email") gin_trgm_ops);`);

    this.addSql(`create table "preferences" ("user_id" uuid not null, "currency" char(3) not null, "time_zone" text not null, "theme" text check ("theme" in ('system', 'light', 'dark')) not null, "version" int not null, "updated_at" timestamptz not null, constraint "preferences_pkey" primary key ("user_id"));`);

    this.addSql(`create table "addresses" ("id" uuid not null, "user_id" uuid not null, "name" text not null, "line1" text not null, "line2" text null, "city" text not null, "postal_code" text not null, "region" text null, "country" char(2) not null, "phone" text null, "is_default_shipping" boolean not null, "version" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "addresses_pkey" primary key ("id"), constraint addresses_country check (country ~ '^[A-Z]{2}\$'));`);
    this.addSql(`create index "addresses_by_user" on "addresses" ("user_id", "id");`);
    this.addSql(`create unique index "addresses_one_default_shipping" on "addresses" ("user_id") where "is_default_shipping";`);

    this.addSql(`alter table "preferences" add constraint "preferences_user_id_foreign" foreign key ("user_id") references "profiles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "addresses" add constraint "addresses_user_id_foreign" foreign key ("user_id") references "profiles" ("id") on update cascade on delete cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "preferences" drop constraint "preferences_user_id_foreign";`);

    this.addSql(`alter table "addresses" drop constraint "addresses_user_id_foreign";`);

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);

    this.addSql(`drop table if exists "profiles" cascade;`);

    this.addSql(`drop table if exists "preferences" cascade;`);

    this.addSql(`drop table if exists "addresses" cascade;`);
  }

}
