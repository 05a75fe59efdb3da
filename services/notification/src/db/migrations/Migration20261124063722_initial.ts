import { Migration } from '@mikro-orm/migrations';

export class Migration20261124063722_initial extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`,
    );
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(
      `create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`,
    );
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(
      `create table "notifications" ("id" uuid not null, "fact_key" text not null, "user_id" uuid not null, "kind" text check ("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded')) not null, "channel" text check ("channel" in ('email')) not null, "template_version" int not null, "variables" jsonb not null, "status" text check ("status" in ('queued', 'sent', 'failed', 'dead')) not null, "attempts" int not null, "resends" int not null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null, "sent_at" timestamptz null, constraint "notifications_pkey" primary key ("id"));`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_fact_key_unique" unique ("fact_key");`,
    );
    this.addSql(`create index "notifications_by_user" on "notifications" ("user_id", "id");`);
    this.addSql(
      `create index "notifications_due" on "notifications" ("next_attempt_at") where "status" = 'queued';`,
    );

    this.addSql(
      `create table "notification_logs" ("id" uuid not null, "notification_id" uuid not null, "user_id" uuid not null, "kind" text check ("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded')) not null, "channel" text check ("channel" in ('email')) not null, "attempt" int not null, "outcome" text check ("outcome" in ('sent', 'deferred', 'failed', 'dead')) not null, "code" text null, "at" timestamptz not null, constraint "notification_logs_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index "notification_logs_notification_id_index" on "notification_logs" ("notification_id");`,
    );
    this.addSql(`create index "notification_logs_by_user" on "notification_logs" ("user_id", "id");`);
    this.addSql(`create index "notification_logs_by_outcome" on "notification_logs" ("outcome", "id");`);

    this.addSql(
      `create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(
      `create table "preferences" ("user_id" uuid not null, "kind" text check ("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded')) not null, "channel" text check ("channel" in ('email')) not null, "is_enabled" boolean not null, "updated_at" timestamptz not null, constraint "preferences_pkey" primary key ("user_id", "kind", "channel"));`,
    );

    this.addSql(
      `create table "templates" ("key" text check ("key" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded')) not null, "locale" text not null, "version" int not null, "subject" text not null, "text" text not null, "html" text not null, "variables" jsonb not null, constraint "templates_pkey" primary key ("key", "locale", "version"));`,
    );

    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_notification_id_foreign" foreign key ("notification_id") references "notifications" ("id") on update cascade on delete cascade;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table "notification_logs" drop constraint "notification_logs_notification_id_foreign";`,
    );

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "notifications" cascade;`);

    this.addSql(`drop table if exists "notification_logs" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);

    this.addSql(`drop table if exists "preferences" cascade;`);

    this.addSql(`drop table if exists "templates" cascade;`);
  }
}
