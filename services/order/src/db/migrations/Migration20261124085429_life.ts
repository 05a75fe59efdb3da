import { Migration } from '@mikro-orm/migrations';

export class Migration20261124085429_life extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table "order_returns" ("id" uuid not null, "order_id" uuid not null, "customer_id" uuid not null, "status" text check ("status" in ('requested', 'accepted', 'refunded', 'refund-failed', 'rejected', 'withdrawn')) not null, "reason" text not null, "currency" char(3) not null, "restock" boolean null, "amount_minor" bigint null, "refund_minor" bigint null, "deduction_minor" bigint not null, "deduction_reason" text null, "rejection_reason" text null, "failure_reason" text null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "next_check_at" timestamptz null, "checks" int not null, constraint "order_returns_pkey" primary key ("id"), constraint order_returns_amounts check (deduction_minor >= 0 and (amount_minor is null) = (refund_minor is null) and (refund_minor is null or (refund_minor >= 0 and refund_minor = amount_minor - deduction_minor))), constraint order_returns_decided check ((refund_minor is null) = ((status = 'requested') or (status = 'rejected') or (status = 'withdrawn'))), constraint order_returns_looked_after check ((status = 'accepted') = (next_check_at is not null)));`);
    this.addSql(`create index "order_returns_order_id_index" on "order_returns" ("order_id");`);
    this.addSql(`create index "order_returns_by_time" on "order_returns" ("created_at", "id");`);
    this.addSql(`create index "order_returns_by_status" on "order_returns" ("status", "created_at", "id");`);
    this.addSql(`create index "order_returns_by_customer" on "order_returns" ("customer_id", "created_at", "id");`);
    this.addSql(`create index "order_returns_to_check" on "order_returns" ("next_check_at") where "next_check_at" is not null;`);

    this.addSql(`create table "order_return_lines" ("id" uuid not null, "return_id" uuid not null, "item_id" uuid not null, "position" smallint not null, "quantity" int not null, "amount_minor" bigint null, constraint "order_return_lines_pkey" primary key ("id"), constraint order_return_lines_quantity check (quantity > 0));`);
    this.addSql(`create index "order_return_lines_item_id_index" on "order_return_lines" ("item_id");`);
    this.addSql(`alter table "order_return_lines" add constraint "order_return_lines_one_per_item" unique ("return_id", "item_id");`);

    this.addSql(`create table "order_timeline" ("id" uuid not null, "order_id" uuid not null, "at" timestamptz not null, "kind" text check ("kind" in ('received', 'published', 'check', 'hold', 'return', 'refund', 'tracking', 'payment-action')) not null, "topic" text null, "event_id" uuid null, "late_ms" bigint null, "published_at" timestamptz null, "return_id" uuid null, "refund_id" uuid null, "from_status" text null, "to_status" text null, "amount_minor" bigint null, "detail" text null, "actor_kind" text check ("actor_kind" in ('customer', 'staff', 'system')) null, "actor_id" uuid null, "trace_id" text null, constraint "order_timeline_pkey" primary key ("id"));`);
    this.addSql(`create index "order_timeline_by_time" on "order_timeline" ("order_id", "at", "id");`);
    this.addSql(`alter table "order_timeline" add constraint "order_timeline_one_per_refund" unique ("refund_id", "to_status");`);

    this.addSql(`alter table "order_returns" add constraint "order_returns_order_id_foreign" foreign key ("order_id") references "orders" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "order_return_lines" add constraint "order_return_lines_return_id_foreign" foreign key ("return_id") references "order_returns" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "order_return_lines" add constraint "order_return_lines_item_id_foreign" foreign key ("item_id") references "order_items" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "order_timeline" add constraint "order_timeline_order_id_foreign" foreign key ("order_id") references "orders" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "orders" drop constraint if exists "orders_status_check";`);

    this.addSql(`alter table "order_status_history" drop constraint if exists "order_status_history_from_status_check";`);
    this.addSql(`alter table "order_status_history" drop constraint if exists "order_status_history_to_status_check";`);

    this.addSql(`alter table "orders" add column "tracking_url" text null, add column "cancellation_note" text null, add column "delivered_at" timestamptz null, add column "payment_action_until" timestamptz null, add column "hold_until" timestamptz null, add column "hold_extension_due_at" timestamptz null, add column "hold_extension_attempts" int not null default 0, add column "refund_failure" text null, add column "return_refund_minor" bigint not null default 0, add column "attention" text check ("attention" in ('refund-failed', 'refund-overdue')) null, add column "traceparent" text null;`);
    this.addSql(`alter table "orders" add constraint "orders_status_check" check("status" in ('pending', 'confirmed', 'shipped', 'delivered', 'returned', 'cancelled'));`);
    // Of orders that were delivered before, the history knows when.
    this.addSql(`update "orders" o set "delivered_at" = h."at" from "order_status_history" h where h."order_id" = o."id" and h."to_status" = 'delivered';`);
    this.addSql(`create index "orders_holds_to_extend" on "orders" ("hold_extension_due_at") where "hold_extension_due_at" is not null;`);
    this.addSql(`create index "orders_needing_attention" on "orders" ("created_at", "id") where "attention" is not null;`);
    this.addSql(`create index "orders_by_status" on "orders" ("status", "created_at", "id");`);
    this.addSql(`create index "orders_by_payment_state" on "orders" ("payment_state", "created_at", "id");`);
    this.addSql(`create index "orders_by_total" on "orders" ("total_minor", "id");`);
    this.addSql(`alter table "orders" add constraint orders_return_refund check(return_refund_minor >= 0 and return_refund_minor <= total_minor);`);

    this.addSql(`alter table "order_status_history" add column "trace_id" text null;`);
    this.addSql(`alter table "order_status_history" add constraint "order_status_history_from_status_check" check("from_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'returned', 'cancelled'));`);
    this.addSql(`alter table "order_status_history" add constraint "order_status_history_to_status_check" check("to_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'returned', 'cancelled'));`);

    this.addSql(`alter table "order_items" add column "claimed_quantity" int not null default 0, add column "returned_quantity" int not null default 0;`);
    this.addSql(`create index "order_items_by_product" on "order_items" ("product_id", "order_id");`);
    this.addSql(`create index "order_items_by_variant" on "order_items" ("variant_id", "order_id");`);
    this.addSql(`alter table "order_items" add constraint order_items_returns check(returned_quantity >= 0 and returned_quantity <= claimed_quantity and claimed_quantity <= quantity);`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "order_return_lines" drop constraint "order_return_lines_return_id_foreign";`);

    this.addSql(`drop table if exists "order_returns" cascade;`);

    this.addSql(`drop table if exists "order_return_lines" cascade;`);

    this.addSql(`drop table if exists "order_timeline" cascade;`);

    this.addSql(`alter table "order_status_history" drop constraint if exists "order_status_history_from_status_check";`);
    this.addSql(`alter table "order_status_history" drop constraint if exists "order_status_history_to_status_check";`);

    this.addSql(`alter table "orders" drop constraint if exists "orders_status_check";`);

    this.addSql(`drop index "order_items_by_product";`);
    this.addSql(`drop index "order_items_by_variant";`);
    this.addSql(`alter table "order_items" drop constraint order_items_returns;`);
    this.addSql(`alter table "order_items" drop column "claimed_quantity", drop column "returned_quantity";`);

    this.addSql(`alter table "order_status_history" drop column "trace_id";`);

    this.addSql(`alter table "order_status_history" add constraint "order_status_history_from_status_check" check("from_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled'));`);
    this.addSql(`alter table "order_status_history" add constraint "order_status_history_to_status_check" check("to_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled'));`);

    this.addSql(`drop index "orders_holds_to_extend";`);
    this.addSql(`drop index "orders_needing_attention";`);
    this.addSql(`drop index "orders_by_status";`);
    this.addSql(`drop index "orders_by_payment_state";`);
    this.addSql(`drop index "orders_by_total";`);
    this.addSql(`alter table "orders" drop constraint orders_return_refund;`);
    this.addSql(`alter table "orders" drop column "tracking_url", drop column "cancellation_note", drop column "delivered_at", drop column "payment_action_until", drop column "hold_until", drop column "hold_extension_due_at", drop column "hold_extension_attempts", drop column "refund_failure", drop column "return_refund_minor", drop column "attention", drop column "traceparent";`);

    this.addSql(`alter table "orders" add constraint "orders_status_check" check("status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled'));`);
  }

}
