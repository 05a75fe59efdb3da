import { readFileSync } from 'node:fs';
import { MikroORM } from '@mikro-orm/postgresql';
import { seedCatalogue } from '../seed/seed-catalogue';
import { ormConfig } from './orm';

interface Person {
  readonly id: string;
  readonly role: string;
}

/**
 * Fills the database at DATABASE_URL with the catalogue, unless it has products. SEED_PEOPLE_FILE names the people of
 * the demonstration, whose customers write the reviews; without it there are none.
 */
async function main(databaseUrl: string | undefined, peopleFile: string | undefined): Promise<void> {
  if (!databaseUrl) throw new Error('DATABASE_URL is not set.');
  const people = peopleFile ? (JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[]) : [];
  const customers = people.filter((person) => person.role === 'customer').map((person) => person.id);
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    const written = await seedCatalogue(orm.em.fork(), customers);
    // So that the first queries are planned for what is there now.
    if (written > 0) await orm.em.fork().execute('analyze');
    console.log(written === 0 ? 'catalogue: is there already' : `catalogue: ${written} products`);
  } finally {
    await orm.close();
  }
}

main(process.env['DATABASE_URL'], process.env['SEED_PEOPLE_FILE']).catch((error: unknown) => {
  // The message of a failed statement begins with the statement and all of its rows.
  console.error(`The product service could not be seeded: ${(error as Error).message.slice(-500)}`);
  process.exitCode = 1;
});
