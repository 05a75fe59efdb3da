import { mountsOf, readComposeFile } from './compose-file';

const { services, volumes, networks } = readComposeFile();
const all = Object.entries(services).map(([name, service]) => ({ name, service }));
const oneShots = ['prepare', 'migrate', 'seed'];

test.each(all)('$name is limited, comes back, and writes nowhere but to its volumes', ({ name, service }) => {
  expect(service.deploy.resources.limits).toEqual({
    memory: expect.stringMatching(/^\d+[MG]$/),
    pids: expect.any(Number),
  });
  expect(service.restart).toBe(oneShots.includes(name) ? 'on-failure:3' : 'unless-stopped');
  expect(service.read_only).toBe(true);
});

test.each(all)('$name has no right that it does not need', ({ name, service }) => {
  expect(service.cap_drop).toEqual(['ALL']);
  expect(service.security_opt).toEqual(['no-new-privileges:true']);
  if (name === 'prepare') {
    expect(service).toMatchObject({ user: '0:0', network_mode: 'none' });
  } else {
    expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
    expect(service.cap_add).toBeUndefined();
  }
});

test.each(all)(
  '$name says whether it is healthy, unless it does nothing or ends by itself',
  ({ name, service }) => {
    if (oneShots.includes(name) || name.endsWith('-pod')) {
      expect(service.healthcheck).toEqual({ disable: true });
    } else {
      expect(service.healthcheck.test!.length).toBeGreaterThan(1);
    }
  },
);

test.each(all)('$name is one version, or built here', ({ service }) => {
  expect(service.image).toMatch(/^sidecart(-sidecar)?:local$|:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  expect(service.image).not.toContain('latest');
});

test('nothing but the gateway is reached from other machines', () => {
  const published = all.flatMap(({ name, service }) => (service.ports ?? []).map((port) => ({ name, port })));

  expect(published.filter(({ port }) => !port.startsWith('127.0.0.1:'))).toEqual([
    { name: 'gateway-pod', port: '3000:3000' },
  ]);
  expect(new Set(published.map(({ port }) => port.split(':').at(-2))).size).toBe(published.length);
});

test('databases and caches have no way out', () => {
  expect(networks['data']).toEqual({ internal: true });
  for (const name of ['postgres', 'redis', 'kafka', 'migrate', 'seed']) {
    expect({ name, networks: services[name]!.networks }).toEqual({ name, networks: ['data'] });
  }
});

test('no password is written down', () => {
  const suspects = all.flatMap(({ service }) =>
    Object.entries(service.environment ?? {}).filter(
      ([name, value]) => /passw|secret|token|key/i.test(name) && !/^\/[\w/.-]+$/.test(value),
    ),
  );

  expect(suspects).toEqual([]);
  expect(JSON.stringify(services)).not.toMatch(/:\/\/[^/\s"]+:[^/\s"]+@/);
});

test('each volume of secrets has one reader beside `prepare`, who cannot write to it', () => {
  const readers = new Map<string, string[]>();
  for (const { name, service } of all.filter((one) => one.name !== 'prepare')) {
    for (const { source, isReadOnly } of mountsOf(service).filter(({ source }) =>
      source.startsWith('secrets'),
    )) {
      readers.set(source, [...(readers.get(source) ?? []), readerOf(name)]);
      expect({ name, source, isReadOnly }).toEqual({ name, source, isReadOnly: true });
    }
  }

  const kept = Object.keys(volumes).filter((name) => name.startsWith('secrets-'));
  expect([...readers.keys()].sort()).toEqual(kept.sort());
  for (const [source, names] of readers) {
    expect({ source, readers: [...new Set(names)] }).toEqual({
      source,
      readers: [source.replace('secrets-', '')],
    });
  }
  expect(mountsOf(services['prepare']!).map(({ source }) => source)).toEqual(
    expect.arrayContaining(['secrets', ...kept]),
  );
});

test('who waits for another waits until it is of use', () => {
  for (const { name, service } of all) {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect({ name, other, condition }).toEqual({
        name,
        other,
        condition: isOneShot(other) ? 'service_completed_successfully' : 'service_healthy',
      });
      expect(services[other]).toBeDefined();
    }
  }
});

function isOneShot(name: string): boolean {
  return oneShots.includes(name);
}

/** A service and its sidecar are one reader, and so are the programs for the databases. */
function readerOf(name: string): string {
  return ['migrate', 'seed'].includes(name) ? 'databases' : name.replace(/-sidecar$/, '');
}
