import { readFileSync } from 'node:fs';
import { MikroORM } from '@mikro-orm/postgresql';
import { saveRegisteredProfile } from '../use-cases/save-registered-profile';
import { ormConfig } from './orm';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

/** Writes the profiles of the seeded people; those that are there stay as they are. */
async function main(databaseUrl: string | undefined, peopleFile: string | undefined): Promise<void> {
  if (!databaseUrl) throw new Error('DATABASE_URL is not set.');
  if (!peopleFile) throw new Error('SEED_PEOPLE_FILE is not set.');
  const people = JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[];
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    const deps = { em: orm.em.fork(), now: () => new Date() };
    for (const { id: userId, email, displayName } of people) {
      await saveRegisteredProfile(deps, { userId, email, displayName, attempt: 1 });
    }
    console.log(`profiles: ${people.length} people are there`);
  } finally {
    await orm.close();
  }
}

main(process.env['DATABASE_URL'], process.env['SEED_PEOPLE_FILE']).catch((error: unknown) => {
  console.error(`The user service could not be seeded: ${(error as Error).message}`);
  process.exitCode = 1;
});
