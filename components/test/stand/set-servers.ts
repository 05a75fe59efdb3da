import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { REPOSITORY } from '../../../scripts/src/paths';
import { componentSecrets } from '../../../scripts/src/servers/component-secrets';
import type { ComponentSet } from '../../../scripts/src/servers/component-sets';
import { startKafka } from '../../../scripts/src/servers/kafka';
import { startRabbitmq } from '../../../scripts/src/servers/rabbitmq';
import { startRedis } from '../../../scripts/src/servers/redis';
import { createCacheDatabase } from './cache-database';
import { startEmbeddedBroker } from './embedded-broker';
import { readDeadLetterFile, type DeadLetter } from './dead-letters';
import { takePort } from './ports';
import { createServer, type Server } from './server';

/** What a set needs to run, and what its component files read from the secret store. */
export interface SetServers {
  readonly broker: Server;
  /** What the cache is kept in; undefined where that is the sidecar itself. */
  readonly cache: Server | undefined;
  readonly brokerPort: number;
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What a consumer has put aside. */
  readDeadLetters(appId: string): Promise<DeadLetter[]>;
}

/** Makes the servers of a set, on ports and with data of their own; none of them is started yet. */
export async function createSetServers(set: ComponentSet, dataFolder: string): Promise<SetServers> {
  const ports = {
    redis: await takePort(),
    amqp: await takePort(),
    kafka: await takePort(),
    postgres: await takePort(),
  };
  const secrets = componentSecrets(ports, () => randomBytes(12).toString('hex'));
  const own = (name: string) => ({
    folder: path.join(dataFolder, name),
    logFile: path.join(dataFolder, 'logs', `${name}.log`),
  });
  const ofRedis = () => redisServer(own('redis'), ports.redis, secrets);
  switch (set) {
    case 'embedded': {
      const { folder } = own('mqtt');
      const mqtt = await takePort();
      const broker = createServer(folder, () => startEmbeddedBroker(folder, mqtt));
      const deadLetterFile = path.join(folder, 'dead-letters.ndjson');
      const readDeadLetters = (appId: string) => Promise.resolve(readDeadLetterFile(deadLetterFile, appId));
      return { broker, cache: undefined, brokerPort: mqtt, secrets: {}, readDeadLetters };
    }
    case 'redis': {
      const broker = ofRedis();
      return {
        broker,
        cache: broker,
        brokerPort: ports.redis,
        secrets,
        readDeadLetters: () => Promise.resolve([]),
      };
    }
    case 'rabbitmq': {
      const nodePorts = {
        amqp: ports.amqp,
        distribution: await takePort(),
        epmd: await takePort(),
        management: await takePort(),
      };
      const { folder, logFile } = own('rabbitmq');
      const { username: user, password } = new URL(secrets['pubsub']!['connectionString']!);
      const definitionsFile = path.join(REPOSITORY, 'components', 'rabbitmq', 'definitions.json');
      const options = { folder, logFile, user, password, definitionsFile };
      const broker = createServer(folder, () => startRabbitmq({ ...options, ports: nodePorts }));
      return {
        broker,
        cache: ofRedis(),
        brokerPort: ports.amqp,
        secrets,
        readDeadLetters: () => Promise.resolve([]),
      };
    }
    case 'kafka': {
      const nodePorts = { client: ports.kafka, controller: await takePort() };
      const { folder, logFile } = own('kafka');
      const { saslUsername: user, saslPassword: password } = secrets['pubsub'] as Record<string, string>;
      const options = { folder, logFile, user: user!, password: password! };
      const broker = createServer(folder, () => startKafka({ ...options, ports: nodePorts }));
      const cache = createCacheDatabase(
        own('postgres'),
        ports.postgres,
        secrets['cache']!['connectionString']!,
      );
      return { broker, cache, brokerPort: ports.kafka, secrets, readDeadLetters: () => Promise.resolve([]) };
    }
  }
}

function redisServer(
  { folder, logFile }: { folder: string; logFile: string },
  port: number,
  secrets: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Server {
  // The cache's password is the same: one server may be both.
  const password = secrets['cache']!['redisPassword']!;
  return createServer(folder, () => startRedis({ folder, logFile, port, password }));
}
