import { Migration } from '@mikro-orm/migrations';

export class Migration20261124085701_authorisation extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "webhook_events" ("id" uuid not null, "provider" text check ("provider" in ('sandbox', 'stripe')) not null, "event_id" text not null, "kind" text check ("kind" in ('payment', 'refund', 'unknown')) not null, "reference" text null, "outcome" text check ("outcome" in ('asked', 'nothing-open', 'unknown-payment', 'unknown-kind')) not null, "happened_at" timestamptz not null, "received_at" timestamptz not null, constraint "webhook_events_pkey" primary key ("id"));`);
    this.addSql(`create index "webhook_events_received_at_index" on "webhook_events" ("received_at");`);
    this.addSql(`alter table "webhook_events" add constraint "webhook_events_once" unique ("provider", "event_id");`);

    this.addSql(`alter table "payments" drop constraint if exists "payments_status_check";`);

    this.addSql(`alter table "payment_status_history" drop constraint if exists "payment_status_history_from_status_check";`);
    this.addSql(`alter table "payment_status_history" drop constraint if exists "payment_status_history_to_status_check";`);

    this.addSql(`alter table "transactions" drop constraint if exists "transactions_kind_check";`);
    // What was charged was captured at once; what was declined was never authorised.
    this.addSql(`update "transactions" set "kind" = case "outcome" when 'succeeded' then 'capture' else 'authorize' end where "kind" = 'charge';`);

    this.addSql(`drop index "payments_due";`);
    this.addSql(`alter table "payments" drop constraint payments_settled;`);

    this.addSql(`alter table "payments" add column "action_url" text null, add column "action_required_at" timestamptz null, add column "action_expires_at" timestamptz null;`);
    this.addSql(`alter table "payments" add constraint "payments_status_check" check("status" in ('pending', 'requires-action', 'authorized', 'completed', 'failed', 'voided', 'refunded'));`);
    this.addSql(`create index "payments_by_time" on "payments" ("created_at", "id");`);
    this.addSql(`create index "payments_by_status" on "payments" ("status", "created_at", "id");`);
    this.addSql(`create index "payments_by_reference" on "payments" ("provider_reference");`);
    this.addSql(`create index "payments_to_advance" on "payments" ("next_attempt_at") where "next_attempt_at" is not null;`);
    this.addSql(`alter table "payments" add constraint payments_action check((status <> 'requires-action' or action_expires_at is not null) and (action_url is null or status = 'requires-action'));`);
    this.addSql(`alter table "payments" add constraint payments_settled check((status = 'pending' or status = 'requires-action' or status = 'authorized') = (settled_at is null));`);

    this.addSql(`alter table "payment_status_history" add constraint "payment_status_history_from_status_check" check("from_status" in ('pending', 'requires-action', 'authorized', 'completed', 'failed', 'voided', 'refunded'));`);
    this.addSql(`alter table "payment_status_history" add constraint "payment_status_history_to_status_check" check("to_status" in ('pending', 'requires-action', 'authorized', 'completed', 'failed', 'voided', 'refunded'));`);

    this.addSql(`alter table "transactions" add constraint "transactions_kind_check" check("kind" in ('authorize', 'capture', 'void', 'refund'));`);

    this.addSql(`alter table "refunds" add column "return_id" uuid null;`);
    this.addSql(`alter table "refunds" add constraint "refunds_return_id_unique" unique ("return_id");`);
    this.addSql(`create index "refunds_by_time" on "refunds" ("created_at", "id");`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "webhook_events" cascade;`);

    this.addSql(`alter table "payment_status_history" drop constraint if exists "payment_status_history_from_status_check";`);
    this.addSql(`alter table "payment_status_history" drop constraint if exists "payment_status_history_to_status_check";`);

    this.addSql(`alter table "payments" drop constraint if exists "payments_status_check";`);

    this.addSql(`alter table "transactions" drop constraint if exists "transactions_kind_check";`);
    this.addSql(`update "transactions" set "kind" = 'charge' where "kind" <> 'refund';`);

    this.addSql(`alter table "payment_status_history" add constraint "payment_status_history_from_status_check" check("from_status" in ('pending', 'completed', 'failed', 'refunded'));`);
    this.addSql(`alter table "payment_status_history" add constraint "payment_status_history_to_status_check" check("to_status" in ('pending', 'completed', 'failed', 'refunded'));`);

    this.addSql(`drop index "payments_by_time";`);
    this.addSql(`drop index "payments_by_status";`);
    this.addSql(`drop index "payments_by_reference";`);
    this.addSql(`drop index "payments_to_advance";`);
    this.addSql(`alter table "payments" drop constraint payments_action;`);
    this.addSql(`alter table "payments" drop constraint payments_settled;`);
    this.addSql(`alter table "payments" drop column "action_url", drop column "action_required_at", drop column "action_expires_at";`);

    this.addSql(`alter table "payments" add constraint "payments_status_check" check("status" in ('pending', 'completed', 'failed', 'refunded'));`);
    this.addSql(`CREATE INDEX payments_due ON public.payments USING btree (next_attempt_at) WHERE (status = 'pending'::text);`);
    this.addSql(`alter table "payments" add constraint payments_settled check((status = 'pending'::text) = (settled_at IS NULL));`);

    this.addSql(`alter table "refunds" drop constraint "refunds_return_id_unique";`);
    this.addSql(`drop index "refunds_by_time";`);
    this.addSql(`alter table "refunds" drop column "return_id";`);

    this.addSql(`alter table "transactions" add constraint "transactions_kind_check" check("kind" in ('charge', 'refund'));`);
  }

}
