import { MikroORM } from '@mikro-orm/postgresql';
import { seedCheckout } from '../seed/seed-checkout';
import { ormConfig } from './orm';

/** Offers the shipping methods and the coupon of the demonstration in the database at DATABASE_URL, if it has none. */
async function main(databaseUrl: string | undefined): Promise<void> {
  if (!databaseUrl) throw new Error('DATABASE_URL is not set.');
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    const written = await seedCheckout(orm.em.fork(), new Date());
    console.log(written === 0 ? 'shipping: is there already' : `shipping: ${written} methods`);
  } finally {
    await orm.close();
  }
}

main(process.env['DATABASE_URL']).catch((error: unknown) => {
  console.error(`The order service could not be seeded: ${(error as Error).message.slice(-500)}`);
  process.exitCode = 1;
});
