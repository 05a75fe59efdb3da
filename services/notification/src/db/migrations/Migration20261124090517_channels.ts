import { Migration } from '@mikro-orm/migrations';

export class Migration20261124090517_channels extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "push_subscriptions" ("id" uuid not null, "user_id" uuid not null, "endpoint" text not null, "p256dh" text not null, "auth" text not null, "label" text null, "created_at" timestamptz not null, constraint "push_subscriptions_pkey" primary key ("id"));`,
    );
    this.addSql(
      `alter table "push_subscriptions" add constraint "push_subscriptions_endpoint_unique" unique ("endpoint");`,
    );
    this.addSql(`create index "push_subscriptions_by_user" on "push_subscriptions" ("user_id", "id");`);

    this.addSql(
      `create table "quiet_hours" ("user_id" uuid not null, "quiet_from" text not null, "quiet_to" text not null, "time_zone" text not null, "updated_at" timestamptz not null, constraint "quiet_hours_pkey" primary key ("user_id"));`,
    );

    this.addSql(`alter table "notifications" drop constraint if exists "notifications_kind_check";`);
    this.addSql(`alter table "notifications" drop constraint if exists "notifications_channel_check";`);
    this.addSql(`alter table "notifications" drop constraint if exists "notifications_status_check";`);

    this.addSql(`alter table "notification_logs" drop constraint if exists "notification_logs_kind_check";`);
    this.addSql(
      `alter table "notification_logs" drop constraint if exists "notification_logs_channel_check";`,
    );
    this.addSql(
      `alter table "notification_logs" drop constraint if exists "notification_logs_outcome_check";`,
    );

    this.addSql(`alter table "preferences" drop constraint if exists "preferences_kind_check";`);
    this.addSql(`alter table "preferences" drop constraint if exists "preferences_channel_check";`);

    this.addSql(`alter table "templates" drop constraint if exists "templates_key_check";`);

    this.addSql(`drop index "notifications_due";`);
    this.addSql(`alter table "notifications" drop constraint "notifications_fact_key_unique";`);

    this.addSql(`alter table "notifications" add column "read_at" timestamptz null;`);
    this.addSql(`alter table "notifications" alter column "user_id" drop default;`);
    this.addSql(
      `alter table "notifications" alter column "user_id" type uuid using ("user_id"::text::uuid);`,
    );
    this.addSql(`alter table "notifications" alter column "user_id" drop not null;`);
    this.addSql(
      `alter table "notifications" add constraint "notifications_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-returned', 'payment-action-required', 'payment-refunded', 'payment-refund-failed', 'stock-low'));`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_channel_check" check("channel" in ('email', 'sms', 'push', 'inbox'));`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_status_check" check("status" in ('queued', 'sent', 'failed', 'dead', 'cancelled'));`,
    );
    this.addSql(`create index "notifications_by_status" on "notifications" ("status", "id");`);
    this.addSql(`create index "notifications_by_kind" on "notifications" ("kind", "id");`);
    this.addSql(
      `create index "notifications_inbox" on "notifications" ("user_id", "id") where "channel" = 'inbox';`,
    );
    this.addSql(
      `create index "notifications_unread" on "notifications" ("user_id", "id") where "channel" = 'inbox' and "read_at" is null;`,
    );
    this.addSql(
      `create index "notifications_due_by_channel" on "notifications" ("channel", "next_attempt_at") where "status" = 'queued';`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_fact_key_channel_unique" unique ("fact_key", "channel");`,
    );
    // What was told by mail is in the inbox of the shop as well, as read. The ids keep the order: only their random end differs.
    this.addSql(
      `insert into "notifications" ("id", "fact_key", "user_id", "kind", "channel", "template_version", "variables", "status", "attempts", "resends", "next_attempt_at", "created_at", "sent_at", "read_at") select (left("id"::text, 24) || left(md5("id"::text), 12))::uuid, "fact_key", "user_id", "kind", 'inbox', "template_version", "variables", 'sent', 0, 0, null, "created_at", "created_at", now() from "notifications" where "channel" = 'email' and "kind" <> 'password-reset';`,
    );

    this.addSql(`alter table "notification_logs" alter column "user_id" drop default;`);
    this.addSql(
      `alter table "notification_logs" alter column "user_id" type uuid using ("user_id"::text::uuid);`,
    );
    this.addSql(`alter table "notification_logs" alter column "user_id" drop not null;`);
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-returned', 'payment-action-required', 'payment-refunded', 'payment-refund-failed', 'stock-low'));`,
    );
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_channel_check" check("channel" in ('email', 'sms', 'push', 'inbox'));`,
    );
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_outcome_check" check("outcome" in ('sent', 'deferred', 'put-off', 'failed', 'dead', 'cancelled'));`,
    );

    this.addSql(
      `alter table "preferences" add constraint "preferences_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-returned', 'payment-action-required', 'payment-refunded', 'payment-refund-failed', 'stock-low'));`,
    );
    this.addSql(
      `alter table "preferences" add constraint "preferences_channel_check" check("channel" in ('email', 'sms', 'push', 'inbox'));`,
    );

    // The templates that are there came with the first release.
    this.addSql(
      `alter table "templates" add column "origin" text check ("origin" in ('built-in', 'staff')) null, add column "revision" int null, add column "is_active" boolean null, add column "short" text null, add column "created_at" timestamptz null, add column "created_by" uuid null, add column "note" text null;`,
    );
    this.addSql(
      `update "templates" t set "origin" = 'built-in', "revision" = "version", "short" = "subject", "created_at" = now(), "is_active" = "version" = (select max(o."version") from "templates" o where o."key" = t."key" and o."locale" = t."locale");`,
    );
    this.addSql(
      `alter table "templates" alter column "origin" set not null, alter column "revision" set not null, alter column "is_active" set not null, alter column "short" set not null, alter column "created_at" set not null;`,
    );
    this.addSql(
      `alter table "templates" add constraint "templates_key_check" check("key" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'order-returned', 'payment-action-required', 'payment-refunded', 'payment-refund-failed', 'stock-low'));`,
    );
    this.addSql(
      `create unique index "templates_one_active" on "templates" ("key", "locale") where "is_active";`,
    );
    this.addSql(
      `create unique index "templates_built_in" on "templates" ("key", "locale", "revision") where "origin" = 'built-in';`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "push_subscriptions" cascade;`);

    this.addSql(`drop table if exists "quiet_hours" cascade;`);

    // The first release knows mails to customers only, about what it knew.
    for (const table of ['notification_logs', 'notifications', 'preferences']) {
      this.addSql(
        `delete from "${table}" where "channel" <> 'email' or "kind" in ('order-returned', 'payment-action-required', 'payment-refund-failed', 'stock-low');`,
      );
    }
    this.addSql(`update "notifications" set "status" = 'failed' where "status" = 'cancelled';`);
    this.addSql(`delete from "notification_logs" where "outcome" in ('put-off', 'cancelled');`);
    this.addSql(
      `delete from "templates" where "key" in ('order-returned', 'payment-action-required', 'payment-refund-failed', 'stock-low');`,
    );

    this.addSql(`alter table "notification_logs" drop constraint if exists "notification_logs_kind_check";`);
    this.addSql(
      `alter table "notification_logs" drop constraint if exists "notification_logs_channel_check";`,
    );
    this.addSql(
      `alter table "notification_logs" drop constraint if exists "notification_logs_outcome_check";`,
    );

    this.addSql(`alter table "notifications" drop constraint if exists "notifications_kind_check";`);
    this.addSql(`alter table "notifications" drop constraint if exists "notifications_channel_check";`);
    this.addSql(`alter table "notifications" drop constraint if exists "notifications_status_check";`);

    this.addSql(`alter table "preferences" drop constraint if exists "preferences_kind_check";`);
    this.addSql(`alter table "preferences" drop constraint if exists "preferences_channel_check";`);

    this.addSql(`alter table "templates" drop constraint if exists "templates_key_check";`);

    this.addSql(`alter table "notification_logs" alter column "user_id" drop default;`);
    this.addSql(
      `alter table "notification_logs" alter column "user_id" type uuid using ("user_id"::text::uuid);`,
    );
    this.addSql(`alter table "notification_logs" alter column "user_id" set not null;`);
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded'));`,
    );
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_channel_check" check("channel" in ('email'));`,
    );
    this.addSql(
      `alter table "notification_logs" add constraint "notification_logs_outcome_check" check("outcome" in ('sent', 'deferred', 'failed', 'dead'));`,
    );

    this.addSql(`drop index "notifications_by_status";`);
    this.addSql(`drop index "notifications_by_kind";`);
    this.addSql(`drop index "notifications_inbox";`);
    this.addSql(`drop index "notifications_unread";`);
    this.addSql(`drop index "notifications_due_by_channel";`);
    this.addSql(`alter table "notifications" drop constraint "notifications_fact_key_channel_unique";`);
    this.addSql(`alter table "notifications" drop column "read_at";`);

    this.addSql(`alter table "notifications" alter column "user_id" drop default;`);
    this.addSql(
      `alter table "notifications" alter column "user_id" type uuid using ("user_id"::text::uuid);`,
    );
    this.addSql(`alter table "notifications" alter column "user_id" set not null;`);
    this.addSql(
      `alter table "notifications" add constraint "notifications_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded'));`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_channel_check" check("channel" in ('email'));`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_status_check" check("status" in ('queued', 'sent', 'failed', 'dead'));`,
    );
    this.addSql(
      `CREATE INDEX notifications_due ON public.notifications USING btree (next_attempt_at) WHERE (status = 'queued'::text);`,
    );
    this.addSql(
      `alter table "notifications" add constraint "notifications_fact_key_unique" unique ("fact_key");`,
    );

    this.addSql(
      `alter table "preferences" add constraint "preferences_kind_check" check("kind" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded'));`,
    );
    this.addSql(
      `alter table "preferences" add constraint "preferences_channel_check" check("channel" in ('email'));`,
    );

    this.addSql(`drop index "templates_one_active";`);
    this.addSql(`drop index "templates_built_in";`);
    this.addSql(
      `alter table "templates" drop column "origin", drop column "revision", drop column "is_active", drop column "short", drop column "created_at", drop column "created_by", drop column "note";`,
    );

    this.addSql(
      `alter table "templates" add constraint "templates_key_check" check("key" in ('welcome', 'password-reset', 'order-confirmed', 'order-cancelled', 'order-shipped', 'order-delivered', 'payment-refunded'));`,
    );
  }
}
