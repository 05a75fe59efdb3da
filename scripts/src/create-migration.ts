import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { MikroORM, type Options } from '@mikro-orm/postgresql';

const ROOT = resolve(__dirname, '../..');

/**
 * Writes the migration that brings a service's newest schema to its entities, and lists it in `migrations/index.ts`.
 * Usage: `npm run migration:create -- <service> <name>`, after a build.
 */
async function main(service: string | undefined, name: string | undefined): Promise<void> {
  if (!service || !name) throw new Error('Usage: npm run migration:create -- <service> <name>');
  const server = spawn(process.execPath, [join(__dirname, 'postgres-for-tests.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    await createMigration(service, name, url);
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}

async function createMigration(service: string, name: string, url: string): Promise<void> {
  const module = (await import(join(ROOT, 'services', service, 'dist/db/orm.js'))) as {
    ormConfig(databaseUrl: string): Options;
  };
  const options = module.ormConfig(url);
  const path = join(ROOT, 'services', service, 'src/db/migrations');
  const orm = await MikroORM.init({ ...options, migrations: { ...options.migrations, path, pathTs: path } });
  try {
    await orm.migrator.up();
    const { fileName } = await orm.migrator.createMigration(path, false, false, name);
    if (!fileName) {
      console.log('The entities and the newest migration agree: there is nothing to do.');
      return;
    }
    listMigration(path, basename(fileName, '.ts'));
    console.log(`Wrote ${fileName} and listed it in migrations/index.ts.`);
  } finally {
    await orm.close();
  }
}

/** Rewrites the explicit list of migrations, oldest first. */
function listMigration(path: string, added: string): void {
  const index = join(path, 'index.ts');
  const { migrations } = existsSync(index)
    ? // eslint-disable-next-line @typescript-eslint/no-require-imports -- read as compiled, the list as it was built
      (require(index.replace('/src/', '/dist/').replace(/\.ts$/, '.js')) as {
        migrations: { name: string }[];
      })
    : { migrations: [] };
  const names = [...migrations.map((migration) => migration.name), added];
  writeFileSync(
    index,
    [
      ...names.map((name) => `import { ${name} } from './${name}';`),
      '',
      '/** Every migration, oldest first. */',
      `export const migrations = [${names.map((name) => `{ name: '${name}', class: ${name} }`).join(', ')}];`,
      '',
    ].join('\n'),
  );
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
