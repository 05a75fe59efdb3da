import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { infrastructurePorts } from '../src/machine/ports';
import {
  COMPONENT_SETS,
  parseComponentSet,
  requireServers,
  type ComponentSet,
} from '../src/servers/component-sets';

jest.mock('../src/machine/find-program', () => ({ findProgram: () => undefined }));

const environment = { ...process.env };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sets-'));
  process.env['XDG_CACHE_HOME'] = folder;
});

afterEach(() => {
  process.env = { ...environment };
  rmSync(folder, { recursive: true, force: true });
});

test('the embedded set needs nothing, and is the one that is meant when none is named', async () => {
  await requireServers('embedded');
  expect(parseComponentSet(undefined)).toBe('embedded');
});

test.each<[ComponentSet, string[]]>([
  ['redis', ['Redis', 'apt-get install redis-server', 'brew install redis']],
  ['rabbitmq', ['RabbitMQ', 'apt-get install rabbitmq-server', 'Redis', 'brew install redis']],
  ['kafka', ['Java 11', 'apt-get install default-jre-headless', 'npm run obtain-kafka', '--profile kafka']],
])('what the set %s lacks is named with the way to get it', async (set, words) => {
  const message = await requireServers(set).then(
    () => 'nothing is missing',
    (error: unknown) => String(error),
  );

  for (const word of ['PlainError', ...words, `SIDECART_COMPONENTS=${set} docker compose`]) {
    expect(message).toContain(word);
  }
});

test('a set that there is not is refused with the names of those that there are', () => {
  expect(() => parseComponentSet('nats')).toThrow(
    'There is no component set "nats"; there are embedded, redis, rabbitmq, kafka.',
  );
});

test('the servers of a set have ports of their own, none that a system takes for outgoing connections', () => {
  for (const set of COMPONENT_SETS) {
    const ports = infrastructurePorts(set).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  }
});
