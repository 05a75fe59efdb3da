import { Migration } from '@mikro-orm/migrations';

export class Migration20261124061323_initial extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "credentials" ("id" uuid not null, "email" text not null, "password_hash" text not null, "role" text check ("role" in ('customer', 'staff', 'admin')) not null, "status" text check ("status" in ('pending', 'active')) not null, "attempt" int not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "credentials_pkey" primary key ("id"), constraint credentials_email check (email = lower(email)));`);
    this.addSql(`alter table "credentials" add constraint "credentials_email_unique" unique ("email");`);

    this.addSql(`create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`);
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(`create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`);
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(`create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`);
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(`create table "password_resets" ("id" uuid not null, "email" text null, "user_id" uuid null, "requested_at" timestamptz not null, "expires_at" timestamptz not null, "token_hash" text null, "closed_at" timestamptz null, constraint "password_resets_pkey" primary key ("id"));`);
    this.addSql(`create index "password_resets_user_id_index" on "password_resets" ("user_id");`);
    this.addSql(`create index "password_resets_expires_at_index" on "password_resets" ("expires_at");`);
    this.addSql(`alter table "password_resets" add constraint "password_resets_token_hash_unique" unique ("token_hash");`);
    this.addSql(`create index "password_resets_unresolved" on "password_resets" ("id") where "email" is not null;`);

    this.addSql(`create table "sessions" ("id" uuid not null, "user_id" uuid not null, "device" text not null, "address" text null, "created_at" timestamptz not null, "last_used_at" timestamptz not null, "expires_at" timestamptz not null, "revoked_at" timestamptz null, constraint "sessions_pkey" primary key ("id"));`);
    this.addSql(`create index "sessions_by_user" on "sessions" ("user_id", "id");`);
    this.addSql(`create index "sessions_by_end" on "sessions" (least("revoked_at", "expires_at"));`);

    this.addSql(`create table "refresh_tokens" ("hash" text not null, "session_id" uuid not null, "created_at" timestamptz not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "replaced_by" text null, constraint "refresh_tokens_pkey" primary key ("hash"));`);
    this.addSql(`create index "refresh_tokens_session_id_index" on "refresh_tokens" ("session_id");`);
    this.addSql(`create index "refresh_tokens_expires_at_index" on "refresh_tokens" ("expires_at");`);

    this.addSql(`alter table "password_resets" add constraint "password_resets_user_id_foreign" foreign key ("user_id") references "credentials" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "sessions" add constraint "sessions_user_id_foreign" foreign key ("user_id") references "credentials" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "refresh_tokens" add constraint "refresh_tokens_session_id_foreign" foreign key ("session_id") references "sessions" ("id") on update cascade on delete cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "password_resets" drop constraint "password_resets_user_id_foreign";`);

    this.addSql(`alter table "sessions" drop constraint "sessions_user_id_foreign";`);

    this.addSql(`alter table "refresh_tokens" drop constraint "refresh_tokens_session_id_foreign";`);

    this.addSql(`drop table if exists "credentials" cascade;`);

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);

    this.addSql(`drop table if exists "password_resets" cascade;`);

    this.addSql(`drop table if exists "sessions" cascade;`);

    this.addSql(`drop table if exists "refresh_tokens" cascade;`);
  }

}
