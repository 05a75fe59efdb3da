import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { settingsOf } from '../src/dapr/run-file';
import { mountsOf, readComposeFile, REPOSITORY, type ComposeService } from './compose-file';

interface RunFile {
  common: Record<string, string | number | boolean> & { env: Record<string, string> };
  apps: {
    appID: string;
    appDirPath: string;
    appPort: number;
    maxBodySize?: string;
    env: Record<string, string>;
  }[];
}

const SETS = ['redis', 'rabbitmq', 'kafka'];
/** What containers have to be told otherwise. */
const OTHERWISE: Record<string, string> = { SMTP_URL: 'smtp://mail:1025' };

const { services } = readComposeFile();
const runFile = parse(readText('dapr.yaml')) as RunFile;
const apps = runFile.apps.map((app) => ({ ...app, name: app.appID }));

test.each(apps)(
  '$name and its sidecar are set up as in dapr.yaml',
  ({ appID, appDirPath, appPort, maxBodySize, env }) => {
    const { common } = runFile;
    const app = services[appID]!;
    const sidecar = services[`${appID}-sidecar`]!;

    expect(app.working_dir).toBe(path.posix.join('/app', appDirPath));
    expect(app.environment).toMatchObject({
      ...env,
      ...pick(OTHERWISE, env),
      APP_ID: appID,
      PORT: String(appPort),
      NODE_ENV: 'production',
    });
    expect(sidecar.environment).toMatchObject({
      APP_ID: appID,
      APP_PORT: String(appPort),
      MAX_BODY_SIZE: maxBodySize ?? common['maxBodySize'],
    });
    expect(app.environment!['DAPR_HTTP_PORT']).toBe(flag(sidecar, 'dapr-http-port'));
    expect(sidecar.command).toEqual(
      expect.arrayContaining([
        `--read-buffer-size=${String(common['readBufferSize'])}`,
        '--enable-app-health-check',
        `--app-health-check-path=${String(common['appHealthCheckPath'])}`,
        `--app-health-probe-interval=${String(common['appHealthProbeInterval'])}`,
        `--app-health-probe-timeout=${String(common['appHealthProbeTimeout'])}`,
        `--app-health-threshold=${String(settingsOf('redis').appHealthThreshold)}`,
        `--dapr-listen-addresses=${String(common['apiListenAddresses'])}`,
      ]),
    );
  },
);

test.each(apps)('$name and its sidecar share a network that outlives both', ({ appID }) => {
  const pod = services[`${appID}-pod`]!;

  expect(services[appID]!.network_mode).toBe(`service:${appID}-pod`);
  expect(services[`${appID}-sidecar`]!.network_mode).toBe(`service:${appID}-pod`);
  expect(pod.networks).toEqual({ platform: { aliases: [appID] }, data: { aliases: [appID] } });
});

test('no service of dapr.yaml is missing, and none is there that it does not have', () => {
  const pods = Object.keys(services).filter((name) => name.endsWith('-pod'));

  expect(pods.sort()).toEqual(apps.map(({ appID }) => `${appID}-pod`).sort());
});

test('a sidecar finds the others at the port where they listen', () => {
  const { spec } = parse(readText('deploy/compose/configuration.yaml')) as {
    spec: { nameResolution: { component: string; configuration: { format: string } } };
  };
  const ports = apps.map(({ appID }) => flag(services[`${appID}-sidecar`]!, 'dapr-internal-grpc-port'));

  expect(new Set(ports).size).toBe(1);
  expect(spec.nameResolution).toEqual({
    component: 'nameformat',
    version: 'v1',
    configuration: { format: `{appid}:${ports[0]!}` },
  });
});

test('the sidecars’ configuration differs from the common one by its addresses only', () => {
  const read = (file: string) => {
    const { spec } = parse(readText(file)) as {
      spec: { nameResolution?: unknown; tracing: { otel: { endpointAddress: string } } };
    };
    const { endpointAddress: _address, ...otel } = spec.tracing.otel;
    return { ...spec, nameResolution: undefined, tracing: { ...spec.tracing, otel } };
  };

  expect(read('deploy/compose/configuration.yaml')).toEqual(read('components/common/configuration.yaml'));
});

test('the sidecars read the very files of a set, and whatever else is mounted exists', () => {
  const sources = Object.values(services).flatMap((service) => mountsOf(service).map(({ source }) => source));
  const files = [...new Set(sources.filter((source) => source.startsWith('./')))];

  expect(files).toEqual(expect.arrayContaining(['./components/common', './components/rabbitmq']));
  for (const file of files) {
    expect({ file, entries: readEntry(file) }).toEqual({ file, entries: expect.anything() });
  }
  expect(readdirSync(path.join(REPOSITORY, 'components'))).toEqual(expect.arrayContaining(SETS));
});

test.each(SETS)('what the components of the set %s point to on disk is where a sidecar has it', (set) => {
  const values = readdirSync(path.join(REPOSITORY, 'components', set))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) =>
      parseAllDocuments(readText(`components/${set}/${name}`)).map(
        (document) => document.toJS() as Component,
      ),
    )
    .flatMap(({ spec }) => spec.metadata ?? [])
    .filter(({ value }) => value?.startsWith('../'));

  // The image of the sidecar has the working directory /app/services/sidecar.
  expect(new Set(values.map(({ value }) => path.posix.join('/app/services/sidecar', value!)))).toEqual(
    new Set(['/app/.sidecart/secrets.json', '/app/.sidecart/images']),
  );
  expect(mountsOf(services['product-sidecar']!)).toContainEqual(
    expect.objectContaining({ source: 'product-images', target: '/app/.sidecart/images', isReadOnly: false }),
  );
});

test('Prometheus asks every service and every sidecar where they answer', () => {
  const { scrape_configs: jobs } = parse(readText('deploy/compose/prometheus.yml')) as {
    scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
  };
  const targets = (job: string) =>
    jobs
      .find(({ job_name }) => job_name === job)!
      .static_configs.flatMap((config) => config.targets)
      .sort();

  expect(targets('services')).toEqual(
    apps.map(({ appID, appPort }) => `${appID}:${appID === 'gateway' ? 9200 : appPort}`).sort(),
  );
  expect(targets('sidecars')).toEqual(
    apps.map(({ appID }) => `${appID}:${flag(services[`${appID}-sidecar`]!, 'metrics-port')}`).sort(),
  );
});

interface Component {
  spec: { metadata?: { name: string; value?: string }[] };
}

function flag({ command = [] }: ComposeService, name: string): string {
  return command.find((word) => word.startsWith(`--${name}=`))!.slice(name.length + 3);
}

function pick(values: Record<string, string>, keys: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in keys));
}

function readEntry(file: string): string[] | string {
  const absolute = path.join(REPOSITORY, file);
  try {
    return readdirSync(absolute);
  } catch {
    return readFileSync(absolute, 'utf8');
  }
}

function readText(file: string): string {
  return readFileSync(path.join(REPOSITORY, file), 'utf8');
}
