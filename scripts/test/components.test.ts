import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readServices, type Service } from '../src/services';

interface Resource {
  kind: string;
  metadata: { name: string };
  spec: { topic?: string; routes?: { default: string }; deadLetterTopic?: string };
  scopes?: string[];
}

const COMPONENTS = path.resolve(__dirname, '../../components');

let services: Service[];

beforeAll(async () => {
  services = await readServices();
});

test('no two programs share a port, and none is one that a system takes for outgoing connections', () => {
  const ports = services.flatMap((service) => [
    service.port,
    service.sidecarPort,
    service.sidecarGrpcPort,
    service.sidecarInternalPort,
    service.sidecarMetricsPort,
  ]);

  expect(new Set(ports).size).toBe(services.length * 5);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});

test('every component and policy is for named services only', () => {
  const resources = read().filter(({ kind }) => kind !== 'Configuration');

  expect(resources.length).toBeGreaterThan(10);
  for (const { metadata, scopes } of resources) {
    expect({ name: metadata.name, scopes }).toEqual({
      name: metadata.name,
      scopes: expect.arrayContaining([]),
    });
    expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(scopes ?? ['nobody']));
  }
});

test('every subscription has one consumer, the route of its topic and the dead-letter topic of its consumer', () => {
  const subscriptions = read().filter(({ kind }) => kind === 'Subscription');

  expect(subscriptions.length).toBeGreaterThan(0);
  for (const { spec, scopes } of subscriptions) {
    expect(scopes).toHaveLength(1);
    expect(spec.routes?.default).toBe(`/events/${spec.topic}`);
    expect(spec.deadLetterTopic).toBe(`dead-letter.${scopes?.[0]}`);
  }
});

function read(): Resource[] {
  return ['common', 'embedded'].flatMap((folder) =>
    readdirSync(path.join(COMPONENTS, folder)).flatMap((file) =>
      parseAllDocuments(readFileSync(path.join(COMPONENTS, folder, file), 'utf8')).map(
        (document) => document.toJS() as Resource,
      ),
    ),
  );
}
