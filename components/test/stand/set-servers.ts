import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { DeadLetter } from '../../../scripts/src/dead-letters/dead-letter';
import { readDeadLetters } from '../../../scripts/src/dead-letters/read-dead-letters';
import { REPOSITORY } from '../../../scripts/src/paths';
import { secret, type Secrets } from '../../../scripts/src/secrets';
import { componentSecrets } from '../../../scripts/src/servers/component-secrets';
import type { ComponentSet } from '../../../scripts/src/servers/component-sets';
import { startKafka } from '../../../scripts/src/servers/kafka';
import { startRabbitmq } from '../../../scripts/src/servers/rabbitmq';
import { startRedis } from '../../../scripts/src/servers/redis';
import { createCacheDatabase } from './cache-database';
import { startEmbeddedBroker } from './embedded-broker';
import { takePort } from './ports';
import { createServer, type Server } from './server';

/** What a set needs to run, and what its component files read from the secret store. */
export interface SetServers {
  readonly broker: Server;
  /** What the cache is kept in; undefined where that is the sidecar itself. */
  readonly cache: Server | undefined;
  /** Of the embedded broker, whose address is in its file and not in a secret. */
  readonly mqttPort: number;
  readonly secrets: Secrets;
  /** What a consumer has put aside, oldest first. */
  readDeadLetters(appId: string): Promise<DeadLetter[]>;
}

interface Place {
  readonly dataFolder: string;
  readonly ports: Readonly<Record<(typeof PORTS)[number], number>>;
  readonly secrets: Secrets;
}

const PORTS = [
  ...(['mqtt', 'redis', 'postgres', 'kafka', 'kafkaController'] as const),
  ...(['amqp', 'distribution', 'epmd', 'management'] as const),
] as const;

/** Makes the servers of a set, on ports and with data of their own; none of them is started yet. */
export async function createSetServers(set: ComponentSet, dataFolder: string): Promise<SetServers> {
  const ports = {} as Record<(typeof PORTS)[number], number>;
  for (const name of PORTS) ports[name] = await takePort();
  const at = (port: number) => `127.0.0.1:${port}`;
  const secrets = componentSecrets(
    { redis: at(ports.redis), amqp: at(ports.amqp), kafka: at(ports.kafka), postgres: at(ports.postgres) },
    () => randomBytes(12).toString('hex'),
  );
  const place = { dataFolder, ports, secrets };
  const letters = {
    file: deadLetterFile(place),
    pubsub: secrets['pubsub'] ?? {},
    rabbitmqManagementUrl: `http://127.0.0.1:${ports.management}`,
  };
  return {
    ...createServers(set, place),
    mqttPort: ports.mqtt,
    secrets,
    async readDeadLetters(appId) {
      const all = await readDeadLetters(set, letters);
      return all.filter(({ topic }) => topic === `dead-letter.${appId}`);
    },
  };
}

function createServers(set: ComponentSet, place: Place): Pick<SetServers, 'broker' | 'cache'> {
  switch (set) {
    case 'embedded':
      return { broker: createMqtt(place), cache: undefined };
    case 'redis': {
      const redis = createRedis(place);
      return { broker: redis, cache: redis };
    }
    case 'rabbitmq':
      return { broker: createRabbitmq(place), cache: createRedis(place) };
    case 'kafka':
      return { broker: createKafka(place), cache: createPostgres(place) };
  }
}

/** Beside the broker's own data, so that it outlives them. */
const deadLetterFile = ({ dataFolder }: Place) => path.join(dataFolder, 'dead-letters.ndjson');

const filesOf = ({ dataFolder }: Place, name: string) => ({
  folder: path.join(dataFolder, name),
  logFile: path.join(dataFolder, 'logs', `${name}.log`),
});

function createMqtt(place: Place): Server {
  const { folder } = filesOf(place, 'mqtt');
  return createServer(folder, () => startEmbeddedBroker(folder, place.ports.mqtt, deadLetterFile(place)));
}

function createRedis(place: Place): Server {
  const files = filesOf(place, 'redis');
  const password = secret(place.secrets, 'cache', 'redisPassword');
  return createServer(files.folder, () => startRedis({ ...files, password, port: place.ports.redis }));
}

function createRabbitmq(place: Place): Server {
  const files = filesOf(place, 'rabbitmq');
  const { username: user, password } = new URL(secret(place.secrets, 'pubsub', 'connectionString'));
  const definitionsFile = path.join(REPOSITORY, 'components', 'rabbitmq', 'definitions.json');
  return createServer(files.folder, () =>
    startRabbitmq({ ...files, user, password, definitionsFile, ports: place.ports }),
  );
}

function createKafka(place: Place): Server {
  const { ports, secrets } = place;
  const files = filesOf(place, 'kafka');
  const user = secret(secrets, 'pubsub', 'saslUsername');
  const password = secret(secrets, 'pubsub', 'saslPassword');
  const own = { client: ports.kafka, controller: ports.kafkaController };
  return createServer(files.folder, () => startKafka({ ...files, user, password, ports: own }));
}

function createPostgres(place: Place): Server {
  const url = secret(place.secrets, 'cache', 'connectionString');
  return createCacheDatabase(filesOf(place, 'postgres'), place.ports.postgres, url);
}
