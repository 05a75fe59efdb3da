import { Migration } from '@mikro-orm/migrations';

export class Migration20261124085032_initial extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "first_requests" ("idempotency_key" text not null, "created_at" timestamptz not null, constraint "first_requests_pkey" primary key ("idempotency_key"));`);

    this.addSql(`create table "payments" ("id" text not null, "idempotency_key" text not null, "fingerprint" text null, "status" text check ("status" in ('requires-action', 'processing', 'authorized', 'captured', 'voided', 'abandoned', 'declined')) not null, "method_token" text null, "amount_minor" bigint null, "currency" char(3) null, "captures_at_once" boolean not null, "captured_minor" bigint not null, "refunded_minor" bigint not null, "decline_code" text null, "action_id" text null, "return_url" text null, "settle_at" timestamptz null, "metadata" jsonb not null, "created_at" timestamptz not null, "updated_at" timestamptz not null, constraint "payments_pkey" primary key ("id"), constraint payments_amounts check (refunded_minor >= 0 and refunded_minor <= captured_minor and captured_minor <= coalesce(amount_minor, 0)), constraint payments_captured check ((status = 'captured') = (captured_minor > 0)), constraint payments_settle check ((status = 'processing') = (settle_at is not null)), constraint payments_blank check (amount_minor is not null or status = 'abandoned'));`);
    this.addSql(`alter table "payments" add constraint "payments_idempotency_key_unique" unique ("idempotency_key");`);
    this.addSql(`alter table "payments" add constraint "payments_action_id_unique" unique ("action_id");`);
    this.addSql(`create index "payments_newest" on "payments" ("created_at", "id");`);
    this.addSql(`create index "payments_to_settle" on "payments" ("settle_at") where "settle_at" is not null;`);

    this.addSql(`create table "refunds" ("id" text not null, "idempotency_key" text not null, "fingerprint" text not null, "payment_id" text not null, "status" text check ("status" in ('succeeded', 'failed')) not null, "amount_minor" bigint not null, "currency" char(3) not null, "failure_code" text null, "created_at" timestamptz not null, constraint "refunds_pkey" primary key ("id"), constraint refunds_amount check (amount_minor > 0));`);
    this.addSql(`alter table "refunds" add constraint "refunds_idempotency_key_unique" unique ("idempotency_key");`);
    this.addSql(`create index "refunds_payment_id_index" on "refunds" ("payment_id");`);

    this.addSql(`create table "webhooks" ("id" uuid not null, "event_id" text not null, "payment_id" text not null, "type" text not null, "body" text not null, "attempts" int not null, "next_attempt_at" timestamptz null, "delivered_at" timestamptz null, "last_answer" text null, "created_at" timestamptz not null, constraint "webhooks_pkey" primary key ("id"));`);
    this.addSql(`create index "webhooks_event_id_index" on "webhooks" ("event_id");`);
    this.addSql(`create index "webhooks_payment_id_index" on "webhooks" ("payment_id");`);
    this.addSql(`create index "webhooks_due" on "webhooks" ("next_attempt_at") where "next_attempt_at" is not null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "first_requests" cascade;`);

    this.addSql(`drop table if exists "payments" cascade;`);

    this.addSql(`drop table if exists "refunds" cascade;`);

    this.addSql(`drop table if exists "webhooks" cascade;`);
  }

}
