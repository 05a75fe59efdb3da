import { definitionsWithUser } from '../servers/rabbitmq-definitions';
import { kafkaProperties, LOG4J_PROPERTIES } from '../servers/kafka-properties';
import { secret, type Secrets } from '../secrets';
import { databaseScript } from './database-script';
import type { SecretFile } from './secret-file';

/** The accounts that the images of PostgreSQL, Redis and RabbitMQ have made for them; Kafka's and Grafana's. */
const SERVER_ACCOUNT = { uid: 999 };
const KAFKA_ACCOUNT = { uid: 1000 };
const GRAFANA_ACCOUNT = { uid: 472 };

/**
 * What the servers read.
 * @param definitionsFile RabbitMQ's exchanges and queues
 */
export async function serverFiles(secrets: Secrets, definitionsFile: string): Promise<SecretFile[]> {
  return [
    {
      folder: 'postgres',
      name: 'superuser-password',
      owner: SERVER_ACCOUNT,
      text: secret(secrets, 'postgres', 'superuserPassword'),
    },
    { folder: 'postgres', name: 'databases.sql', owner: SERVER_ACCOUNT, text: databaseScript(secrets) },
    ...redisFiles(secrets),
    ...(await rabbitmqFiles(secrets, definitionsFile)),
    ...kafkaFiles(secrets),
    {
      folder: 'grafana',
      name: 'admin-password',
      owner: GRAFANA_ACCOUNT,
      text: secret(secrets, 'grafana', 'adminPassword'),
    },
  ];
}

/** Loses nothing it has acknowledged and evicts nothing: see components/README.md. */
function redisFiles(secrets: Secrets): SecretFile[] {
  const password = secret(secrets, 'pubsub', 'redisPassword');
  const settings = [
    `requirepass ${password}`,
    'dir /data',
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory 384mb',
    'maxmemory-policy noeviction',
  ];
  return [
    { folder: 'redis', name: 'redis.conf', owner: SERVER_ACCOUNT, text: `${settings.join('\n')}\n` },
    { folder: 'redis', name: 'password', owner: SERVER_ACCOUNT, text: password },
  ];
}

async function rabbitmqFiles(secrets: Secrets, definitionsFile: string): Promise<SecretFile[]> {
  const { username: user, password } = new URL(secret(secrets, 'pubsub', 'connectionString'));
  const settings = [
    'load_definitions = /run/sidecart/definitions.json',
    // What it sees is the machine's memory, not its share of it.
    'vm_memory_high_watermark.absolute = 450MB',
    'disk_free_limit.absolute = 200MB',
    // Dapr tries an event again for minutes before it acknowledges it.
    'consumer_timeout = 1800000',
  ];
  return [
    { folder: 'rabbitmq', name: 'rabbitmq.conf', owner: SERVER_ACCOUNT, text: `${settings.join('\n')}\n` },
    {
      folder: 'rabbitmq',
      name: 'definitions.json',
      owner: SERVER_ACCOUNT,
      text: await definitionsWithUser(definitionsFile, { user, password }),
    },
  ];
}

function kafkaFiles(secrets: Secrets): SecretFile[] {
  const user = secret(secrets, 'pubsub', 'saslUsername');
  const password = secret(secrets, 'pubsub', 'saslPassword');
  const texts = {
    'server.properties': kafkaProperties({
      folder: '/var/lib/kafka',
      ports: { client: 9092, controller: 9093 },
      host: 'kafka',
      user,
      password,
    }),
    'log4j.properties': LOG4J_PROPERTIES,
    'cluster-id': secret(secrets, 'kafka', 'clusterId'),
    scram: `SCRAM-SHA-512=[name=${user},password=${password}]`,
  };
  return Object.entries(texts).map(([name, text]) => ({ folder: 'kafka', name, owner: KAFKA_ACCOUNT, text }));
}
