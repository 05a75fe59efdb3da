import { MikroORM, type Options } from '@mikro-orm/postgresql';

/** A migration may take its time, but must not make everybody queue behind the lock that it waits for. */
const CONNECTION = { lock_timeout: 3_000, keepAlive: true };

/**
 * Brings a database to the newest schema. One that is up to date is left alone.
 *
 * @returns the names of the migrations that were applied
 */
export async function migrate(options: Options): Promise<string[]> {
  // The snapshot belongs to whoever writes migrations: applying them would replace it by what the database tells.
  const migrations = { ...options.migrations, snapshot: false };
  const orm = await MikroORM.init({ ...options, migrations, driverOptions: { connection: CONNECTION } });
  try {
    const applied = await orm.migrator.up();
    return applied.map(({ name }) => name);
  } finally {
    await orm.close();
  }
}

/** The command of a service's `db/migrate.ts`: migrates the database at DATABASE_URL and exits, with 1 on failure. */
export async function runMigrations(
  optionsFor: (databaseUrl: string) => Options,
  databaseUrl: string | undefined,
): Promise<void> {
  try {
    if (!databaseUrl) throw new Error('DATABASE_URL is not set.');
    const applied = await migrate(optionsFor(databaseUrl));
    process.stdout.write(applied.length === 0 ? 'up to date\n' : `applied ${applied.join(', ')}\n`);
  } catch (error) {
    process.stderr.write(`The migration failed: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
