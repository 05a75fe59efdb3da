import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@sidecart/testing';
import { compare } from 'bcryptjs';
import { ormConfig } from '../src/db/orm';

const PASSWORD = 'for the seeded people';
/** Each run is a process of its own, which a busy machine takes its time to start. */
const TIMEOUT_MS = 120_000;
let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase(ormConfig)));
afterAll(() => database.drop());

const seed = (environment: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(process.execPath, [resolve(__dirname, '../dist/db/seed.js')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      SEED_PEOPLE_FILE: resolve(__dirname, '../../../scripts/seed/people.json'),
      SEED_PASSWORD: PASSWORD,
      ...environment,
    },
  });

const credentials = async () => {
  const orm = await MikroORM.init(ormConfig(database.url));
  const rows = await orm.em
    .fork()
    .execute<Record<string, string>[]>('select * from credentials order by email');
  await orm.close();
  return rows;
};

describe('seeding', () => {
  it(
    'makes an account of each role that one can sign in with, and changes nothing when repeated',
    async () => {
      await seed();
      const first = await credentials();
      expect(new Set(first.map((row) => row['role']))).toEqual(new Set(['admin', 'staff', 'customer']));
      expect(first.every((row) => row['status'] === 'active')).toBe(true);
      expect(await compare(PASSWORD, first[0]!['password_hash']!)).toBe(true);
      await seed({ SEED_PASSWORD: 'another password' });
      expect(await credentials()).toEqual(first);
    },
    TIMEOUT_MS,
  );

  it.each(['DATABASE_URL', 'SEED_PEOPLE_FILE', 'SEED_PASSWORD'])(
    'says when %s is missing',
    async (name) => {
      await expect(seed({ [name]: '' })).rejects.toMatchObject({
        code: 1,
        stderr: `The auth service could not be seeded: ${name} is not set.\n`,
      });
    },
    TIMEOUT_MS,
  );
});
