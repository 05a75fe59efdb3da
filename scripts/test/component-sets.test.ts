import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { settingsOf } from '../src/dapr/run-file';
import { COMPONENTS_FOLDER, REPOSITORY, RUN_FILE } from '../src/paths';
import { componentSecrets } from '../src/servers/component-secrets';
import { COMPONENT_SETS, type ComponentSet } from '../src/servers/component-sets';

interface Component {
  file: string;
  metadata: { name: string };
  spec: { type: string; metadata: Setting[] };
  auth?: { secretStore: string };
  scopes?: string[];
}

interface Setting {
  name: string;
  value?: string;
  secretKeyRef?: { name: string; key: string };
}

/** Settings that hold an address or a password, in any of the components used here. */
const SECRET_SETTING =
  /host|password|username|connectionString|brokers|accountSid|authToken|accessKey|secretKey$/i;
const ADDRESS = /:\/\/|\d+\.\d+\.\d+\.\d+|localhost|:\d{3,5}\b/;
const SWAPPED_SETS = COMPONENT_SETS.filter((set) => set !== 'embedded');

test('all sets have components of the same names for the same services', () => {
  const shape = (set: ComponentSet) =>
    Object.fromEntries(read(set).map(({ metadata, scopes }) => [metadata.name, scopes]));

  expect(Object.keys(shape('embedded')).sort()).toEqual(['cache', 'images', 'pubsub', 'secrets', 'sms']);
  for (const set of SWAPPED_SETS) {
    expect({ set, shape: shape(set) }).toEqual({ set, shape: shape('embedded') });
  }
});

test('a sidecar of the embedded set bears with an app that is away, whose subscriptions its component would lose', () => {
  const { common } = parse(readFileSync(RUN_FILE, 'utf8')) as { common: Record<string, number> };

  expect(common['appHealthThreshold']! * common['appHealthProbeInterval']!).toBe(120);
  expect(settingsOf('embedded')).toEqual({});
  expect(SWAPPED_SETS.map((set) => settingsOf(set).appHealthThreshold)).toEqual([3, 3, 3]);
});

test('every component is for named services only', () => {
  const components = [...COMPONENT_SETS, 'examples'].flatMap(read);

  expect(components.length).toBeGreaterThan(20);
  expect(components.filter(({ scopes }) => !scopes?.length).map(({ file }) => file)).toEqual([]);
});

test('a broker or a cache has neither address nor password in its file', () => {
  for (const set of SWAPPED_SETS) {
    for (const component of read(set).filter(isSwapped)) {
      const plain = component.spec.metadata.filter(({ value }) => value !== undefined);
      expect(
        plain.filter(({ name, value }) => SECRET_SETTING.test(name) || ADDRESS.test(value ?? '')),
      ).toEqual([]);
    }
  }
});

test('what a component takes from the secret store is there, under the name of the component and the setting', () => {
  const addresses = { redis: 'a:1', amqp: 'b:2', kafka: 'c:3', postgres: 'd:4' };
  const secrets = componentSecrets(addresses, () => 'password');
  const references = SWAPPED_SETS.flatMap((set) => read(set).filter(isSwapped)).flatMap(
    ({ file, metadata, spec, auth }) =>
      spec.metadata.flatMap(({ name, secretKeyRef }) =>
        secretKeyRef
          ? [{ file, component: metadata.name, store: auth?.secretStore, name, secretKeyRef }]
          : [],
      ),
  );

  expect(references.length).toBeGreaterThan(10);
  for (const { component, store, name, secretKeyRef, ...rest } of references) {
    expect({ ...rest, store, secretKeyRef }).toEqual({
      ...rest,
      store: 'secrets',
      secretKeyRef: { name: component, key: name },
    });
    expect(secrets[component]?.[name]).toMatch(/./);
  }
});

test('no code knows which set is used', () => {
  // The gateway may count requests in a Redis of its own, whatever the set.
  const rateLimits =
    /^services\/gateway\/(src\/.*(config|start-gateway|rate-limiter|connect-redis)|test\/.*(rate-limits-in-redis|fake-redis|start-gateway)|package)\b/;
  const files = ['packages', 'services'].flatMap((folder) => sources(path.join(REPOSITORY, folder)));
  const knowing = files
    .filter((file) => /redis(?!tinct)|rabbit|kafka|mqtt|amqp/i.test(readFileSync(file, 'utf8')))
    .map((file) => path.relative(REPOSITORY, file));

  expect(files.length).toBeGreaterThan(300);
  expect(knowing.filter((file) => !rateLimits.test(file))).toEqual([]);
});

function isSwapped({ metadata }: Component): boolean {
  return metadata.name === 'pubsub' || metadata.name === 'cache';
}

function read(folder: string): Component[] {
  const full = path.join(COMPONENTS_FOLDER, folder);
  return readdirSync(full)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({
      ...(parse(readFileSync(path.join(full, file), 'utf8')) as Component),
      file: `${folder}/${file}`,
    }));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', '.dapr'].includes(entry.name) ? [] : sources(file);
    }
    return /\.ts$|^package\.json$/.test(entry.name) ? [file] : [];
  });
}
