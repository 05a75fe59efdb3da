import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readServices } from '../src/services';

const REPOSITORY = path.resolve(__dirname, '../..');
const PROGRAMS = ['catch-texts', 'check-health', 'prepare-containers', 'provision-databases'];

/** A line of the Dockerfile, continued lines put together. */
interface Instruction {
  stage: string;
  name: string;
  words: string[];
}

const instructions = readInstructions();

test('the manifest of every workspace is there before packages are installed', () => {
  const copied = instructions
    .filter(({ stage, name }) => stage === 'manifests' && name === 'COPY')
    .flatMap(({ words }) => words.slice(0, -1));

  expect(copied.filter((file) => file.includes('/')).sort()).toEqual(workspaces().sort());
});

test('the image has what every service, the sandbox and their databases are started with', async () => {
  const services = (await readServices()).map(({ name }) => `services/${name}/dist`);

  expect(copiedInto('platform')).toEqual(
    expect.arrayContaining([
      ...services,
      'services/payment/sandbox/dist',
      'packages/platform/dist',
      'packages/contracts/dist',
    ]),
  );
});

test('the gateway has its page and what it shows there', () => {
  // Read at its start, beside its folder of compiled files.
  expect(copiedInto('platform')).toEqual(
    expect.arrayContaining(['services/gateway/openapi.json', 'services/gateway/public']),
  );
});

test('the programs for deployments are there with all that they import, and need no package', () => {
  const { files, packages } = importedBy(
    PROGRAMS.map((name) => path.join(REPOSITORY, 'scripts/src', `${name}.ts`)),
  );
  const copied = copiedInto('platform').filter((file) => file.startsWith('scripts/dist/'));
  const folders = copied.filter((file) => !file.endsWith('.js'));

  const missing = files
    .map((file) =>
      path.relative(REPOSITORY, file).replace('scripts/src', 'scripts/dist').replace(/\.ts$/, '.js'),
    )
    .filter((file) => !copied.includes(file) && !folders.some((folder) => file.startsWith(`${folder}/`)));
  expect(missing).toEqual([]);
  expect(packages.filter((name) => !name.startsWith('node:'))).toEqual([]);
});

test('nothing runs as root, and an account is named by its number', () => {
  for (const stage of ['platform', 'sidecar']) {
    const users = instructions.filter((line) => line.stage === stage && line.name === 'USER');

    expect({ stage, users: users.map(({ words }) => words[0]) }).toEqual({
      stage,
      users: [expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)],
    });
  }
});

test('a sidecar is where the paths in components/ lead to /app/.sidecart', () => {
  const [workdir] = instructions.filter(({ stage, name }) => stage === 'sidecar' && name === 'WORKDIR');

  expect(path.posix.join(workdir!.words[0]!, '../../.sidecart')).toBe('/app/.sidecart');
});

test('every base image has a version that can be set', () => {
  const bases = instructions.filter(({ name }) => name === 'FROM').map(({ words }) => words[0]!);
  const versions = Object.fromEntries(
    instructions.filter(({ name }) => name === 'ARG').map(({ words }) => words[0]!.split('=')),
  ) as Record<string, string>;

  for (const base of bases.filter((name) => name.includes('/'))) {
    const [, variable] = /:\$\{([A-Z]+_VERSION)\}/.exec(base) ?? [];
    expect({ base, version: versions[variable ?? ''] }).toEqual({
      base,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  }
});

test('only what is copied is sent to the builder, and nothing that this machine keeps for itself', () => {
  const rules = readFileSync(path.join(REPOSITORY, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  expect(rules[0]).toBe('*');
  const admitted = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  for (const source of instructions.filter(
    ({ name, words }) => name === 'COPY' && !words[0]!.startsWith('--from'),
  )) {
    for (const file of source.words.filter((word) => !word.startsWith('--')).slice(0, -1)) {
      expect({ file, exists: existsSync(path.join(REPOSITORY, file)) }).toEqual({ file, exists: true });
      expect({ file, admitted: admitted.some((rule) => `${file}/`.startsWith(`${rule}/`)) }).toEqual({
        file,
        admitted: true,
      });
    }
  }
  expect(rules).toEqual(
    expect.arrayContaining(['**/node_modules', '**/dist', '**/.env*', '**/.sidecart', '**/.dapr']),
  );
});

function copiedInto(stage: string): string[] {
  return instructions
    .filter((line) => line.stage === stage && line.name === 'COPY')
    .flatMap(({ words }) => words.filter((word) => !word.startsWith('--')).slice(0, -1))
    .map((file) => file.replace(/^\/app\//, ''));
}

function workspaces(): string[] {
  const { workspaces: patterns } = JSON.parse(
    readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'),
  ) as {
    workspaces: string[];
  };
  return patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [`${pattern}/package.json`];
    const folder = pattern.slice(0, -2);
    return readdirSync(path.join(REPOSITORY, folder))
      .map((name) => `${folder}/${name}/package.json`)
      .filter((file) => existsSync(path.join(REPOSITORY, file)));
  });
}

/** Follows imports of values; those of types leave no trace in what is compiled. */
function importedBy(entries: string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, clause, from] of readFileSync(file, 'utf8').matchAll(
      /^import (?!type )([^;]*?) from '([^']+)';/gm,
    )) {
      const isOfValues = clause!
        .replace(/[{}\s]/g, '')
        .split(',')
        .some((name) => name !== '' && !/^type[A-Z]/.test(name));
      if (!isOfValues) continue;
      if (from!.startsWith('.')) visit(`${path.resolve(path.dirname(file), from!)}.ts`);
      else packages.add(from!);
    }
  };
  entries.forEach(visit);
  return { files: [...files], packages: [...packages] };
}

function readInstructions(): Instruction[] {
  let stage = '';
  return readFileSync(path.join(REPOSITORY, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name, ...words] = line.trim().split(/\s+/) as [string, ...string[]];
      if (name === 'FROM') stage = words[2] ?? '';
      return { stage, name, words };
    });
}
