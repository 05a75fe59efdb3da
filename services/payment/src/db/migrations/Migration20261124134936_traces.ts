import { Migration } from '@mikro-orm/migrations';

export class Migration20261124134936_traces extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table "payments" add column "traceparent" text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "payments" drop column "traceparent";`);
  }

}
