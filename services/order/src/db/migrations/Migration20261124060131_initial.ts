import { Migration } from '@mikro-orm/migrations';

export class Migration20261124060131_initial extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "cart_items" ("customer_id" uuid not null, "product_id" uuid not null, "quantity" int not null, "added_at" timestamptz not null, constraint "cart_items_pkey" primary key ("customer_id", "product_id"), constraint cart_items_quantity check (quantity >= 1 and quantity <= 99));`,
    );

    this.addSql(
      `create table "idempotency_keys" ("scope" text not null, "key" text not null, "fingerprint" text not null, "status" smallint not null, "headers" jsonb not null, "body" text not null, "created_at" timestamptz not null, constraint "idempotency_keys_pkey" primary key ("scope", "key"));`,
    );
    this.addSql(`create index "idempotency_keys_created_at_index" on "idempotency_keys" ("created_at");`);

    this.addSql(
      `create table "inbox" ("event_id" uuid not null, "topic" text not null, "received_at" timestamptz not null, constraint "inbox_pkey" primary key ("event_id"));`,
    );
    this.addSql(`create index "inbox_received_at_index" on "inbox" ("received_at");`);

    this.addSql(
      `create table "orders" ("id" uuid not null, "number" text not null, "customer_id" uuid not null, "status" text check ("status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled')) not null, "payment_state" text check ("payment_state" in ('awaiting', 'paid', 'failed', 'refunded')) not null, "payment_method_id" uuid not null, "currency" char(3) not null, "total_minor" bigint not null, "refunded_minor" bigint not null, "shipping_address" jsonb not null, "cancellation_reason" text null, "carrier" text null, "tracking_number" text null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "payment_deadline_at" timestamptz not null, "next_check_at" timestamptz null, "checks" int not null, constraint "orders_pkey" primary key ("id"), constraint orders_total check (total_minor >= 0), constraint orders_refunded check (refunded_minor >= 0 and refunded_minor <= total_minor));`,
    );
    this.addSql(`alter table "orders" add constraint "orders_number_unique" unique ("number");`);
    this.addSql(`create index "orders_by_customer" on "orders" ("customer_id", "created_at", "id");`);
    this.addSql(`create index "orders_by_time" on "orders" ("created_at", "id");`);
    this.addSql(
      `create index "orders_to_check" on "orders" ("next_check_at") where "next_check_at" is not null;`,
    );

    this.addSql(
      `create table "order_status_history" ("id" uuid not null, "order_id" uuid not null, "from_status" text check ("from_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled')) null, "to_status" text check ("to_status" in ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled')) not null, "reason" text null, "actor_kind" text check ("actor_kind" in ('customer', 'staff', 'system')) not null, "actor_id" uuid null, "at" timestamptz not null, constraint "order_status_history_pkey" primary key ("id"));`,
    );
    this.addSql(`create index "order_status_history_order_id_index" on "order_status_history" ("order_id");`);

    this.addSql(
      `create table "order_items" ("id" uuid not null, "order_id" uuid not null, "position" smallint not null, "product_id" uuid not null, "sku" text not null, "name" text not null, "quantity" int not null, "unit_price_minor" bigint not null, "total_minor" bigint not null, constraint "order_items_pkey" primary key ("id"), constraint order_items_quantity check (quantity > 0), constraint order_items_total check (total_minor = quantity * unit_price_minor));`,
    );
    this.addSql(`create index "order_items_order_id_index" on "order_items" ("order_id");`);

    this.addSql(
      `create table "outbox" ("id" uuid not null, "topic" text not null, "subject" text not null, "data" jsonb not null, "traceparent" text null, "created_at" timestamptz not null, "published_at" timestamptz null, constraint "outbox_pkey" primary key ("id"));`,
    );
    this.addSql(`create index "outbox_published_at_index" on "outbox" ("published_at");`);
    this.addSql(`create index "outbox_unpublished" on "outbox" ("id") where "published_at" is null;`);

    this.addSql(
      `alter table "order_status_history" add constraint "order_status_history_order_id_foreign" foreign key ("order_id") references "orders" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "order_items" add constraint "order_items_order_id_foreign" foreign key ("order_id") references "orders" ("id") on update cascade on delete cascade;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table "order_status_history" drop constraint "order_status_history_order_id_foreign";`,
    );

    this.addSql(`alter table "order_items" drop constraint "order_items_order_id_foreign";`);

    this.addSql(`drop table if exists "cart_items" cascade;`);

    this.addSql(`drop table if exists "idempotency_keys" cascade;`);

    this.addSql(`drop table if exists "inbox" cascade;`);

    this.addSql(`drop table if exists "orders" cascade;`);

    this.addSql(`drop table if exists "order_status_history" cascade;`);

    this.addSql(`drop table if exists "order_items" cascade;`);

    this.addSql(`drop table if exists "outbox" cascade;`);
  }
}
