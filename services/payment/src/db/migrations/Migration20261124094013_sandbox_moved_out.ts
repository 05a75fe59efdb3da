import { Migration } from '@mikro-orm/migrations';

export class Migration20261124094013_sandbox_moved_out extends Migration {

  override async up(): Promise<void> {
    this.addSql(`drop table if exists "sandbox_charges" cascade;`);

    this.addSql(`drop table if exists "sandbox_refunds" cascade;`);

    this.addSql(`drop table if exists "sandbox_requests" cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`create table "sandbox_charges" ("reference" text not null, "idempotency_key" text not null, "token" text not null, "outcome" text check ("outcome" in ('succeeded', 'failed', 'abandoned')) not null, "failure_reason" text null, "amount_minor" int8 not null, "currency" char(3) not null, "refunded_minor" int8 not null, "created_at" timestamptz(6) not null, constraint "sandbox_charges_pkey" primary key ("reference"), constraint sandbox_charges_refunded check ((refunded_minor >= 0) AND (refunded_minor <= amount_minor)));`);
    this.addSql(`alter table "sandbox_charges" add constraint "sandbox_charges_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "sandbox_refunds" ("reference" text not null, "idempotency_key" text not null, "charge_reference" text not null, "outcome" text check ("outcome" in ('succeeded', 'failed')) not null, "failure_reason" text null, "amount_minor" int8 not null, "created_at" timestamptz(6) not null, constraint "sandbox_refunds_pkey" primary key ("reference"));`);
    this.addSql(`alter table "sandbox_refunds" add constraint "sandbox_refunds_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "sandbox_requests" ("idempotency_key" text not null, "attempts" int4 not null, constraint "sandbox_requests_pkey" primary key ("idempotency_key"));`);
  }

}
