import { Migration } from '@mikro-orm/migrations';

export class Migration20261124084403_stripe_methods extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table "payment_methods" drop constraint if exists "payment_methods_provider_check";`);

    this.addSql(`alter table "transactions" drop constraint if exists "transactions_provider_check";`);

    this.addSql(`alter table "payment_methods" add constraint "payment_methods_provider_check" check("provider" in ('sandbox', 'stripe'));`);

    this.addSql(`alter table "transactions" add constraint "transactions_provider_check" check("provider" in ('sandbox', 'stripe'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "payment_methods" drop constraint if exists "payment_methods_provider_check";`);

    this.addSql(`alter table "transactions" drop constraint if exists "transactions_provider_check";`);

    this.addSql(`alter table "payment_methods" add constraint "payment_methods_provider_check" check("provider" in ('sandbox'));`);

    this.addSql(`alter table "transactions" add constraint "transactions_provider_check" check("provider" in ('sandbox'));`);
  }

}
