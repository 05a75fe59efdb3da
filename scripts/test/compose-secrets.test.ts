import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { parseAllDocuments } from 'yaml';
import { completeContainerSecrets } from '../src/containers/container-secrets';
import { databaseScript } from '../src/containers/database-script';
import type { SecretFile } from '../src/containers/secret-file';
import { serverFiles } from '../src/containers/server-files';
import { serviceFiles } from '../src/containers/service-files';
import { writeSecretFiles } from '../src/containers/write-secret-files';
import { findFreePort } from '../src/machine/free-port';
import { secret, type Secrets } from '../src/secrets';
import { startPostgres } from '../src/servers/postgres';
import { mountsOf, readComposeFile, REPOSITORY } from './compose-file';

interface Component {
  metadata: { name: string };
  scopes: string[];
  spec: { metadata?: { secretKeyRef?: { name: string; key: string } }[] };
}

const DEFINITIONS = path.join(REPOSITORY, 'components/rabbitmq/definitions.json');

let folder: string;
let secrets: Secrets;
let files: SecretFile[];

beforeAll(async () => {
  folder = mkdtempSync('/tmp/sidecart-compose-');
  // As root the server runs as another account, which must reach its data.
  chmodSync(folder, 0o711);
  secrets = {};
  completeContainerSecrets(secrets);
  files = [...serviceFiles(secrets), ...(await serverFiles(secrets, DEFINITIONS))];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['redis', 'rabbitmq', 'kafka'])(
  'each sidecar knows what its components of the set %s ask for',
  (set) => {
    for (const { metadata, scopes, spec } of readComponents(set)) {
      for (const { secretKeyRef } of spec.metadata ?? []) {
        for (const app of secretKeyRef ? scopes : []) {
          const known = JSON.parse(textOf(app, 'secrets.json')) as Secrets;
          expect({
            component: metadata.name,
            app,
            ...secretKeyRef,
            value: known[secretKeyRef!.name]?.[secretKeyRef!.key],
          }).toEqual({
            component: metadata.name,
            app,
            ...secretKeyRef,
            value: expect.stringMatching(/./),
          });
        }
      }
    }
  },
);

test('a sidecar knows the secrets of its own service and of no other, and has tokens of its own', () => {
  const order = JSON.parse(textOf('order', 'secrets.json')) as Secrets;

  expect(Object.keys(order)).toEqual(['order', 'pubsub']);
  expect(textOf('order', 'tokens.env')).toMatch(/^DAPR_API_TOKEN=[\w-]{32}\nAPP_API_TOKEN=[\w-]{32}\n$/);
  expect(textOf('order', 'tokens.env')).not.toBe(textOf('user', 'tokens.env'));
});

test('each file belongs to the account that its container runs as', () => {
  const { services } = readComposeFile();

  for (const { folder: volume, name, owner } of files) {
    const users = Object.entries(services)
      .filter(
        ([service, { volumes = [] }]) =>
          service !== 'prepare' && volumes.some((mount) => mount.startsWith(`secrets-${volume}:`)),
      )
      .map(([, { user }]) => user.split(':').map(Number));
    const mayRead = users.map(([uid, gid]) => uid === owner.uid || gid === owner.gid);
    // A service must not read what its sidecar keeps for it.
    expect({ volume, name, mayRead }).toEqual({
      volume,
      name,
      mayRead:
        name === 'secrets.json' && users.length > 1 && volume !== 'databases'
          ? [true, false]
          : users.map(() => true),
    });
    expect(users.length).toBeGreaterThan(0);
  }
});

test('every file that a container names is written for it', () => {
  const { services } = readComposeFile();
  for (const [name, service] of Object.entries(services).filter(([one]) => one !== 'prepare')) {
    const texts = [
      ...(service.command ?? []),
      ...(service.healthcheck.test ?? []),
      ...Object.values(service.environment ?? {}),
    ].join(' ');
    for (const { source, target } of mountsOf(service).filter(({ source }) =>
      source.startsWith('secrets-'),
    )) {
      const named = [...texts.matchAll(new RegExp(`${target}/([\\w.-]+)`, 'g'))].map(([, file]) => file!);
      const written = files.filter((file) => `secrets-${file.folder}` === source).map((file) => file.name);
      expect({ name, missing: named.filter((file) => !written.includes(file)) }).toEqual({
        name,
        missing: [],
      });
    }
  }
});

test('what is written is closed to others, and written again it stays the same', async () => {
  const root = path.join(folder, 'secrets');
  const prepare = () =>
    promisify(execFile)(process.execPath, [
      path.join(REPOSITORY, 'scripts/dist/prepare-containers.js'),
      root,
      DEFINITIONS,
    ]);
  await prepare();
  const first = readFileSync(path.join(root, 'all/secrets.json'), 'utf8');
  await prepare();

  expect(readFileSync(path.join(root, 'all/secrets.json'), 'utf8')).toBe(first);
  for (const { folder: volume, name } of files) {
    expect({ name, mode: statSync(path.join(root, volume, name)).mode & 0o037 }).toEqual({ name, mode: 0 });
  }
  expect(statSync(path.join(root, 'all')).mode & 0o777).toBe(0o700);
});

test('an account that may not give files away keeps them', async () => {
  const root = path.join(folder, 'own');
  await writeSecretFiles(root, files, false);

  expect(statSync(path.join(root, 'order/secrets.json')).uid).toBe(process.getuid!());
});

test('the script for PostgreSQL makes each database for its own role, and may be run again', async () => {
  const options = {
    folder: path.join(folder, 'cluster'),
    port: await findFreePort(),
    logFile: path.join(folder, 'postgres.log'),
    settings: { fsync: 'off' },
  };
  const postgres = await startPostgres(options);
  const urlOf = (service: string) =>
    secret(secrets, service, 'databaseUrl').replace('postgres:5432', `127.0.0.1:${options.port}`);
  try {
    await runLikePsql(postgres.url, databaseScript(secrets));
    await runLikePsql(postgres.url, databaseScript(secrets));

    expect(await answer(urlOf('order'), 'SELECT current_user')).toBe('sidecart_order');
    await expect(answer(urlOf('order').replace(/[^/]+$/, 'sidecart_payment'), 'SELECT 1')).rejects.toThrow(
      'permission denied for database',
    );
    await promisify(execFile)(process.execPath, [path.join(REPOSITORY, 'services/user/dist/db/migrate.js')], {
      env: { ...process.env, DATABASE_URL: urlOf('user') },
    });
    expect(
      await answer(
        urlOf('user'),
        "SELECT count(*)::int > 3 FROM information_schema.tables WHERE table_schema = 'public'",
      ),
    ).toBe(true);
  } finally {
    await postgres.stop();
  }
}, 90_000);

/** Understands what the script uses of psql: a statement a line, and `\gexec`, which runs what a query answers. */
async function runLikePsql(url: string, script: string): Promise<void> {
  for (const line of script.split('\n').filter((one) => one !== '')) {
    const [, query] = /^(.*) \\gexec$/.exec(line) ?? [];
    if (query === undefined) {
      await answer(url, line);
    } else {
      const statement = await answer(url, query);
      if (statement !== undefined) await answer(url, statement as string);
    }
  }
}

async function answer(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

function textOf(volume: string, name: string): string {
  return files.find((file) => file.folder === volume && file.name === name)!.text;
}

function readComponents(set: string): Component[] {
  const absolute = path.join(REPOSITORY, 'components', set);
  return readdirSync(absolute)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseAllDocuments(readFileSync(path.join(absolute, name), 'utf8')))
    .map((document) => document.toJS() as Component);
}
