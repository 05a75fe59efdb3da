import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';

const PEOPLE = resolve(__dirname, '../../../scripts/seed/people.json');
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
      SEED_PEOPLE_FILE: PEOPLE,
      ...environment,
    },
  });

const onDatabase = async (statement: string) => {
  const orm = await MikroORM.init(ormConfig(database.url));
  const rows = await orm.em.fork().execute<Record<string, unknown>[]>(statement);
  await orm.close();
  return rows;
};

describe('seeding', () => {
  it(
    'writes a profile of each of the people, and changes nothing when repeated',
    async () => {
      await seed();
      const people = JSON.parse(readFileSync(PEOPLE, 'utf8')) as { email: string }[];
      const written = await onDatabase('select email from profiles order by email');
      expect(written).toEqual(
        people.map(({ email }) => ({ email })).sort((a, b) => a.email.localeCompare(b.email)),
      );

      await onDatabase(`update profiles set display_name = 'Changed', version = version + 1`);
      await seed();
      expect(await onDatabase('select distinct display_name, version from profiles')).toEqual([
        { display_name: 'Changed', version: 2 },
      ]);
    },
    TIMEOUT_MS,
  );

  it.each(['DATABASE_URL', 'SEED_PEOPLE_FILE'])(
    'says when %s is missing',
    async (name) => {
      await expect(seed({ [name]: '' })).rejects.toMatchObject({
        code: 1,
        stderr: `The user service could not be seeded: ${name} is not set.\n`,
      });
    },
    TIMEOUT_MS,
  );
});
