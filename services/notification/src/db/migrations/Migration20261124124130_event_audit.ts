import { Migration } from '@mikro-orm/migrations';

export class Migration20261124124130_event_audit extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table "event_audits" ("publisher" text not null, "position" text null, "waiting" jsonb not null, "next_audit_at" timestamptz not null, "caught_up_at" timestamptz not null, constraint "event_audits_pkey" primary key ("publisher"));`,
    );

    this.addSql(`alter table "outbox" add column "published_tx" bigint null;`);
    this.addSql(
      `create index "outbox_by_publication" on "outbox" ("published_tx", "id") where "published_tx" is not null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "event_audits" cascade;`);

    this.addSql(`drop index "outbox_by_publication";`);
    this.addSql(`alter table "outbox" drop column "published_tx";`);
  }
}
