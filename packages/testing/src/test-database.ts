import { randomUUID } from 'node:crypto';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';

/** The ORM options of a service for a database at that address. */
export type OptionsFor = (databaseUrl: string) => Options;

const templates = new Map<OptionsFor, Promise<string>>();

const serverUrl = (): string => {
  const url = process.env['TEST_POSTGRES_URL'];
  if (!url)
    throw new Error('TEST_POSTGRES_URL is not set: run the tests through Jest, whose global setup sets it');
  return url;
};

const urlOf = (database: string): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.toString();
};

async function onServer(statement: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: serverUrl(),
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  try {
    await orm.em.execute(statement);
  } finally {
    await orm.close();
  }
}

/** A database brought to the newest schema by the production migrator, made once per test file. */
async function createTemplate(optionsFor: OptionsFor): Promise<string> {
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  await migrate(optionsFor(urlOf(name)));
  return name;
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Creates an empty, migrated database of its own for a test file. */
export async function createTestDatabase(optionsFor: OptionsFor): Promise<TestDatabase> {
  let template = templates.get(optionsFor);
  if (!template) {
    template = createTemplate(optionsFor);
    templates.set(optionsFor, template);
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${await template}`);
  return { url: urlOf(name), drop: () => onServer(`drop database ${name} with (force)`) };
}

/** Creates a database without any table, to try migrations on. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  return { url: urlOf(name), drop: () => onServer(`drop database ${name} with (force)`) };
}
