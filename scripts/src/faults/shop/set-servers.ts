import { rm } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORY } from '../../paths';
import { secret, type Secrets } from '../../secrets';
import type { ComponentSet } from '../../servers/component-sets';
import { startKafka } from '../../servers/kafka';
import { startRabbitmq } from '../../servers/rabbitmq';
import { startRedis } from '../../servers/redis';
import { createEmbeddedBroker } from './embedded-broker';
import { createShopServer, type ServerProcess, type ShopServer } from './shop-server';
import { FAULTS_FOLDER, FAULTS_LOG_FOLDER, SERVER_PORTS } from './shop-places';

/** The servers of a component set. */
export interface SetServers {
  readonly broker: ShopServer;
  /** What keeps the cache, where that is a server of its own; with the set `redis` it is the broker, too. */
  readonly redis: ShopServer | undefined;
}

/** Describes the servers that a set needs; none is started yet. */
export function createSetServers(set: ComponentSet, secrets: Secrets): SetServers {
  switch (set) {
    case 'embedded':
      return { broker: createEmbeddedBroker(), redis: undefined };
    case 'redis': {
      const redis = createRedis(secrets);
      return { broker: redis, redis };
    }
    case 'rabbitmq':
      return { broker: createRabbitmq(secrets), redis: createRedis(secrets) };
    case 'kafka':
      return { broker: createKafka(secrets), redis: undefined };
  }
}

function createInFolder(
  name: string,
  start: (place: { folder: string; logFile: string }) => Promise<ServerProcess>,
): ShopServer {
  const folder = path.join(FAULTS_FOLDER, name.toLowerCase());
  const logFile = path.join(FAULTS_LOG_FOLDER, `${name.toLowerCase()}.log`);
  return createShopServer(
    name,
    () => start({ folder, logFile }),
    () => rm(folder, { recursive: true, force: true }),
  );
}

const createRedis = (secrets: Secrets) =>
  createInFolder('Redis', (place) =>
    startRedis({ ...place, port: SERVER_PORTS.redis, password: secret(secrets, 'cache', 'redisPassword') }),
  );

const createRabbitmq = (secrets: Secrets) =>
  createInFolder('RabbitMQ', (place) => {
    const { username, password } = new URL(secret(secrets, 'pubsub', 'connectionString'));
    return startRabbitmq({
      ...place,
      ports: {
        amqp: SERVER_PORTS.amqp,
        distribution: SERVER_PORTS.amqpDistribution,
        epmd: SERVER_PORTS.epmd,
        management: SERVER_PORTS.rabbitmqManagement,
      },
      user: username,
      password: decodeURIComponent(password),
      definitionsFile: path.join(REPOSITORY, 'components', 'rabbitmq', 'definitions.json'),
    });
  });

const createKafka = (secrets: Secrets) =>
  createInFolder('Kafka', (place) =>
    startKafka({
      ...place,
      ports: { client: SERVER_PORTS.kafka, controller: SERVER_PORTS.kafkaController },
      user: secret(secrets, 'pubsub', 'saslUsername'),
      password: secret(secrets, 'pubsub', 'saslPassword'),
    }),
  );
