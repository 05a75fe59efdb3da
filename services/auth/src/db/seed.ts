import { readFileSync } from 'node:fs';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '@sidecart/platform';
import { hash } from 'bcryptjs';
import { Credential } from '../domain/credential';
import { normaliseEmail } from '../domain/email-address';
import { normalisePassword, requireHashable } from '../domain/password';
import { ormConfig } from './orm';

const COST = 12;

interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

/** Makes the accounts of the seeded people, who share one password; those that are there stay as they are. */
async function main(environment: NodeJS.ProcessEnv): Promise<void> {
  const { DATABASE_URL: databaseUrl, SEED_PEOPLE_FILE: peopleFile, SEED_PASSWORD: password } = environment;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set.');
  if (!peopleFile) throw new Error('SEED_PEOPLE_FILE is not set.');
  if (!password) throw new Error('SEED_PASSWORD is not set.');
  requireHashable(password, 'SEED_PASSWORD');
  const people = JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[];
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    const em = orm.em.fork();
    const known = await em.count(Credential, { id: { $in: people.map(({ id }) => id) } });
    if (known < people.length) await insert(em, people, await hash(normalisePassword(password), COST));
    console.log(`accounts: ${people.length} people are there`);
  } finally {
    await orm.close();
  }
}

async function insert(em: MikroORM['em'], people: readonly Person[], passwordHash: string): Promise<void> {
  const now = new Date();
  const rows = people.map(({ id, email, role }) => ({
    id,
    email: normaliseEmail(email),
    passwordHash,
    role,
    status: 'active' as const,
    attempt: 1,
    createdAt: now,
    updatedAt: now,
  }));
  await em.upsertMany(Credential, rows, { onConflictFields: ['id'], onConflictAction: 'ignore' });
}

main(process.env).catch((error: unknown) => {
  console.error(`The auth service could not be seeded: ${(error as Error).message}`);
  process.exitCode = 1;
});
