import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { serversOf, type ComponentServer, type ComponentSet } from './servers/component-sets';
import { INFRASTRUCTURE_PORTS as PORTS } from './servers/infrastructure-ports';
import { inboxUrl, sandboxUrl } from './servers/infrastructure';
import { PEOPLE_FILE } from './paths';
import { elapsed } from './progress';
import { secret, type Secrets } from './secrets';
import type { Service } from './services';
import { textTable } from './text-table';

interface Person {
  email: string;
  role: string;
}

const SERVER_NAMES: Record<ComponentServer, string> = {
  mqtt: `MQTT broker on ${PORTS.mqtt}`,
  redis: `Redis on ${PORTS.redis}`,
  rabbitmq: `RabbitMQ on ${PORTS.amqp} (management page http://localhost:${PORTS.rabbitmqManagement})`,
  kafka: `Kafka on ${PORTS.kafka}`,
};
const LISTED_PER_ROLE = 2;

/** Describes the platform that has just started: where everything is and how to sign in. */
export async function describePlatform(
  services: Service[],
  secrets: Secrets,
  set: ComponentSet,
): Promise<string> {
  const rows = services.map(({ name, port, sidecarPort }) => [
    name,
    `http://localhost:${port}`,
    `http://localhost:${port}/health/ready`,
    `http://localhost:${sidecarPort}`,
  ]);
  const gateway = services.find(({ name }) => name === 'gateway')?.port;
  return [
    '',
    ...textTable([['service', 'URL', 'health', 'sidecar'], ...rows]),
    '',
    `Components        ${set}: ${serversOf(set)
      .map((server) => SERVER_NAMES[server])
      .join(', ')}`,
    `API reference     http://localhost:${gateway}/docs`,
    `Mail inbox        ${inboxUrl()}`,
    `Sandbox payments  ${sandboxUrl()}`,
    ...(await describeLogins(secrets)),
    '',
    `All of it is up after ${elapsed()}. Ctrl-C stops it, the data stays; npm run reset forgets it.`,
  ].join('\n');
}

async function describeLogins(secrets: Secrets): Promise<string[]> {
  if (!existsSync(PEOPLE_FILE)) {
    return [];
  }
  const people = JSON.parse(await readFile(PEOPLE_FILE, 'utf8')) as Person[];
  const roles = [...new Set(people.map(({ role }) => role))];
  const listed = roles.flatMap((role) =>
    people.filter((person) => person.role === role).slice(0, LISTED_PER_ROLE),
  );
  return [
    '',
    `Sign in with the password ${secret(secrets, 'seed', 'password')} as`,
    ...textTable(listed.map(({ email, role }) => [email, role])),
  ];
}
