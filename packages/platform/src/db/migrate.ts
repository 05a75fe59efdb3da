import { MikroORM, type Options } from '@mikro-orm/postgresql';

/**
 * Brings a database to the newest schema and leaves. One that is up to date is left alone.
 *
 * @returns the names of the migrations that were applied
 */
export async function migrate(options: Options): Promise<string[]> {
  const orm = await MikroORM.init(options);
  try {
    const applied = await orm.migrator.up();
    return applied.map(({ name }) => name);
  } finally {
    await orm.close();
  }
}
