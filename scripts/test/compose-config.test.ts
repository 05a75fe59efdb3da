import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dockerComposeFile } from '../src/docker-compose-file';
import { REPOSITORY } from './compose-file';

interface Project {
  services: Record<
    string,
    { image: string; volumes?: { source: string; target: string }[]; depends_on?: Record<string, unknown> }
  >;
}

const compose = findCompose();
const prometheus = spawnSync('promtool', ['--version']).error ? undefined : 'promtool';
// Where neither Docker nor what was built is there, there is nothing to ask.
const withCompose = compose ? test : test.skip;
const withPrometheus = prometheus ? test : test.skip;

withCompose('Docker Compose takes the file, and by default no service needs Kafka', () => {
  const { services } = config();

  expect(Object.keys(services)).toEqual(
    expect.arrayContaining(['gateway', 'gateway-sidecar', 'gateway-pod', 'rabbitmq']),
  );
  expect(services).not.toHaveProperty('kafka');
  expect(componentsOf(services)).toBe(path.join(REPOSITORY, 'components/rabbitmq'));
});

withCompose('with the profile, the sidecars wait for Kafka and read its components', () => {
  const { services } = config(['--profile', 'kafka'], { SIDECART_COMPONENTS: 'kafka' });

  expect(services['order-sidecar']!.depends_on).toHaveProperty('kafka');
  expect(componentsOf(services)).toBe(path.join(REPOSITORY, 'components/kafka'));
});

withPrometheus('Prometheus takes its file', () => {
  execFileSync(prometheus!, ['check', 'config', path.join(REPOSITORY, 'deploy/compose/prometheus.yml')], {
    stdio: 'pipe',
  });
});

function config(flags: string[] = [], environment: Record<string, string> = {}): Project {
  const [program, ...args] = compose!;
  const output = execFileSync(program!, [...args, ...flags, 'config', '--format', 'json'], {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(output) as Project;
}

function componentsOf(services: Project['services']): string | undefined {
  return services['order-sidecar']!.volumes!.find(({ target }) => target === '/dapr/components')?.source;
}

/** The plugin of an installed Docker, or what `npm run obtain-docker-compose` has made. */
function findCompose(): string[] | undefined {
  const own = dockerComposeFile();
  if (existsSync(own)) return [own];
  if (spawnSync('docker', ['compose', 'version']).status === 0) return ['docker', 'compose'];
  if (process.env['REQUIRE_DOCKER_COMPOSE'])
    throw new Error(`${own} is missing: npm run obtain-docker-compose`);
  return undefined;
}
