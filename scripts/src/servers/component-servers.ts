import path from 'node:path';
import { listGroup } from '../machine/processes';
import { recordGroup, type RunRecord } from '../machine/run-record';
import {
  BROKER_FOLDER,
  DEAD_LETTER_FILE,
  LOG_FOLDER,
  RABBITMQ_DEFINITIONS_FILE,
  STATE_FOLDER,
  SUBSCRIPTIONS_FILE,
} from '../paths';
import { sayDone } from '../progress';
import { secret, type Secrets } from '../secrets';
import type { Shutdown } from '../shutdown';
import { startBroker } from './broker';
import { readSubscriptions } from './broker-subscriptions';
import { serversOf, type ComponentServer, type ComponentSet } from './component-sets';
import { INFRASTRUCTURE_PORTS as PORTS } from './infrastructure-ports';
import { startKafka } from './kafka';
import { startRabbitmq } from './rabbitmq';
import { startRedis } from './redis';
import type { RunningServer } from './running-server';
import type { WatchedServer } from './watch-servers';

/** What the servers of a component set are started for. */
export interface ComponentServerOptions {
  set: ComponentSet;
  secrets: Secrets;
  shutdown: Shutdown;
  record: RunRecord;
}

interface LocalServer {
  name: string;
  port: number;
  start: (secrets: Secrets, folder: string, logFile: string) => Promise<RunningServer>;
}

const LOCAL_SERVERS: Record<Exclude<ComponentServer, 'mqtt'>, LocalServer> = {
  redis: {
    name: 'Redis',
    port: PORTS.redis,
    start: (secrets, folder, logFile) =>
      startRedis({
        folder,
        logFile,
        port: PORTS.redis,
        password: secret(secrets, 'pubsub', 'redisPassword'),
      }),
  },
  rabbitmq: {
    name: 'RabbitMQ',
    port: PORTS.amqp,
    start: (secrets, folder, logFile) => {
      const { username, password } = new URL(secret(secrets, 'pubsub', 'connectionString'));
      const { amqp, amqpDistribution: distribution, epmd, rabbitmqManagement: management } = PORTS;
      return startRabbitmq({
        folder,
        logFile,
        ports: { amqp, distribution, epmd, management },
        user: username,
        password,
        definitionsFile: RABBITMQ_DEFINITIONS_FILE,
      });
    },
  },
  kafka: {
    name: 'Kafka',
    port: PORTS.kafka,
    start: (secrets, folder, logFile) =>
      startKafka({
        folder,
        logFile,
        ports: { client: PORTS.kafka, controller: PORTS.kafkaController },
        user: secret(secrets, 'pubsub', 'saslUsername'),
        password: secret(secrets, 'pubsub', 'saslPassword'),
      }),
  },
};

/**
 * Starts the servers that stand behind the components of a set, side by side, until the command ends.
 * @returns those of them that are processes of their own
 */
export async function startComponentServers(options: ComponentServerOptions): Promise<WatchedServer[]> {
  const started = await Promise.all(
    serversOf(options.set).map(async (name) => {
      if (name === 'mqtt') {
        await startMqtt(options.shutdown);
        return [];
      }
      return [await startLocal(name, options)];
    }),
  );
  return started.flat();
}

async function startLocal(
  key: Exclude<ComponentServer, 'mqtt'>,
  { secrets, shutdown, record }: ComponentServerOptions,
): Promise<WatchedServer> {
  const { name, port, start } = LOCAL_SERVERS[key];
  const logFile = path.join(LOG_FOLDER, `${key}.log`);
  const server = await shutdown.start(
    name,
    () => start(secrets, path.join(STATE_FOLDER, key), logFile),
    (running) => running.stop(),
  );
  shutdown.onForce(() => void server.kill());
  recordGroup(record, name, server.groupIds.flatMap(listGroup));
  sayDone(`${name} on port ${port}`);
  return { name, logFile, ended: server.ended };
}

async function startMqtt(shutdown: Shutdown): Promise<void> {
  const consumers = await readSubscriptions(SUBSCRIPTIONS_FILE);
  await shutdown.start(
    'The MQTT broker',
    () =>
      startBroker({ folder: BROKER_FOLDER, port: PORTS.mqtt, consumers, deadLetterFile: DEAD_LETTER_FILE }),
    (running) => running.stop(),
  );
  sayDone(`MQTT broker on port ${PORTS.mqtt}`);
}
