import { Migration } from '@mikro-orm/migrations';

export class Migration20261124090711_phone_number extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table "profiles" add column "phone_number" text null;`);
    this.addSql(`alter table "profiles" add constraint profiles_phone_number check(phone_number ~ '^[+][1-9][0-9]{6,14}\$');`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "profiles" drop constraint profiles_phone_number;`);
    this.addSql(`alter table "profiles" drop column "phone_number";`);
  }

}
