import { Migration } from '@mikro-orm/migrations';

export class Migration20261124062334_initial extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`);
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(`create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`);
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(`create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`);
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(`create table "payment_methods" ("id" uuid not null, "customer_id" uuid not null, "provider" text check ("provider" in ('sandbox')) not null, "provider_token" text not null, "brand" text not null, "last4" char(4) not null, "expiry_month" smallint not null, "expiry_year" smallint not null, "is_default" boolean not null, "created_at" timestamptz not null, "removed_at" timestamptz null, constraint "payment_methods_pkey" primary key ("id"), constraint payment_methods_expiry_month check (expiry_month >= 1 and expiry_month <= 12), constraint payment_methods_default check (not is_default or removed_at is null));`);
    this.addSql(`create index "payment_methods_by_customer" on "payment_methods" ("customer_id", "created_at");`);
    this.addSql(`create unique index "payment_methods_one_default" on "payment_methods" ("customer_id") where "is_default";`);
    this.addSql(`create unique index "payment_methods_once" on "payment_methods" ("customer_id", "provider", "provider_token") where "removed_at" is null;`);

    this.addSql(`create table "payments" ("id" uuid not null, "order_id" uuid not null, "customer_id" uuid not null, "method_id" uuid null, "amount_minor" bigint not null, "currency" char(3) not null, "status" text check ("status" in ('pending', 'completed', 'failed', 'refunded')) not null, "captured_minor" bigint not null, "refund_reserved_minor" bigint not null, "refunded_minor" bigint not null, "provider_reference" text null, "failure_reason" text null, "order_cancelled_at" timestamptz null, "attempts" int not null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "settled_at" timestamptz null, constraint "payments_pkey" primary key ("id"), constraint payments_amounts check (refunded_minor >= 0 and refunded_minor <= refund_reserved_minor and refund_reserved_minor <= captured_minor and captured_minor <= amount_minor), constraint payments_captured check (captured_minor = 0 or captured_minor = amount_minor), constraint payments_captured_when check (captured_minor = 0 or status = 'completed' or status = 'refunded'), constraint payments_settled check ((status = 'pending') = (settled_at is null)));`);
    this.addSql(`alter table "payments" add constraint "payments_order_id_unique" unique ("order_id");`);
    this.addSql(`create index "payments_method_id_index" on "payments" ("method_id");`);
    this.addSql(`create index "payments_by_customer" on "payments" ("customer_id", "created_at", "id");`);
    this.addSql(`create index "payments_due" on "payments" ("next_attempt_at") where "status" = 'pending';`);

    this.addSql(`create table "payment_status_history" ("id" uuid not null, "payment_id" uuid not null, "from_status" text check ("from_status" in ('pending', 'completed', 'failed', 'refunded')) null, "to_status" text check ("to_status" in ('pending', 'completed', 'failed', 'refunded')) not null, "reason" text null, "at" timestamptz not null, constraint "payment_status_history_pkey" primary key ("id"));`);
    this.addSql(`create index "payment_status_history_payment_id_index" on "payment_status_history" ("payment_id");`);

    this.addSql(`create table "transactions" ("id" uuid not null, "payment_id" uuid not null, "kind" text check ("kind" in ('charge', 'refund')) not null, "amount_minor" bigint not null, "currency" char(3) not null, "outcome" text check ("outcome" in ('succeeded', 'failed')) not null, "failure_reason" text null, "provider" text check ("provider" in ('sandbox')) not null, "provider_reference" text not null, "idempotency_key" uuid not null, "created_at" timestamptz not null, constraint "transactions_pkey" primary key ("id"), constraint transactions_amount check (amount_minor >= 0));`);
    this.addSql(`create index "transactions_payment_id_index" on "transactions" ("payment_id");`);
    this.addSql(`alter table "transactions" add constraint "transactions_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "refunds" ("id" uuid not null, "payment_id" uuid not null, "amount_minor" bigint not null, "currency" char(3) not null, "status" text check ("status" in ('pending', 'succeeded', 'failed')) not null, "reason" text not null, "requested_by" uuid null, "provider_reference" text null, "failure_reason" text null, "attempts" int not null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null, "settled_at" timestamptz null, constraint "refunds_pkey" primary key ("id"), constraint refunds_amount check (amount_minor >= 0));`);
    this.addSql(`create index "refunds_payment_id_index" on "refunds" ("payment_id");`);
    this.addSql(`create index "refunds_due" on "refunds" ("next_attempt_at") where "status" = 'pending';`);

    this.addSql(`create table "sandbox_charges" ("reference" text not null, "idempotency_key" text not null, "token" text not null, "outcome" text check ("outcome" in ('succeeded', 'failed', 'abandoned')) not null, "failure_reason" text null, "amount_minor" bigint not null, "currency" char(3) not null, "refunded_minor" bigint not null, "created_at" timestamptz not null, constraint "sandbox_charges_pkey" primary key ("reference"), constraint sandbox_charges_refunded check (refunded_minor >= 0 and refunded_minor <= amount_minor));`);
    this.addSql(`alter table "sandbox_charges" add constraint "sandbox_charges_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "sandbox_refunds" ("reference" text not null, "idempotency_key" text not null, "charge_reference" text not null, "outcome" text check ("outcome" in ('succeeded', 'failed')) not null, "failure_reason" text null, "amount_minor" bigint not null, "created_at" timestamptz not null, constraint "sandbox_refunds_pkey" primary key ("reference"));`);
    this.addSql(`alter table "sandbox_refunds" add constraint "sandbox_refunds_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "sandbox_requests" ("idempotency_key" text not null, "attempts" int not null, constraint "sandbox_requests_pkey" primary key ("idempotency_key"));`);

    this.addSql(`alter table "payments" add constraint "payments_method_id_foreign" foreign key ("method_id") references "payment_methods" ("id") on update cascade on delete no action;`);

    this.addSql(`alter table "payment_status_history" add constraint "payment_status_history_payment_id_foreign" foreign key ("payment_id") references "payments" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "transactions" add constraint "transactions_payment_id_foreign" foreign key ("payment_id") references "payments" ("id") on update cascade on delete no action;`);

    this.addSql(`alter table "refunds" add constraint "refunds_payment_id_foreign" foreign key ("payment_id") references "payments" ("id") on update cascade on delete no action;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "payments" drop constraint "payments_method_id_foreign";`);

    this.addSql(`alter table "payment_status_history" drop constraint "payment_status_history_payment_id_foreign";`);

    this.addSql(`alter table "transactions" drop constraint "transactions_payment_id_foreign";`);

    this.addSql(`alter table "refunds" drop constraint "refunds_payment_id_foreign";`);

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);

    this.addSql(`drop table if exists "payment_methods" cascade;`);

    this.addSql(`drop table if exists "payments" cascade;`);

    this.addSql(`drop table if exists "payment_status_history" cascade;`);

    this.addSql(`drop table if exists "transactions" cascade;`);

    this.addSql(`drop table if exists "refunds" cascade;`);

    this.addSql(`drop table if exists "sandbox_charges" cascade;`);

    this.addSql(`drop table if exists "sandbox_refunds" cascade;`);

    this.addSql(`drop table if exists "sandbox_requests" cascade;`);
  }

}
