import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ConsumerSubscriptions } from './broker-subscriptions';

/** What RabbitMQ is to have, in the form in which it imports it (`load_definitions`). */
export interface RabbitmqDefinitions {
  exchanges: { name: string; vhost: string; type: string; durable: boolean; auto_delete: boolean }[];
  queues: {
    name: string;
    vhost: string;
    durable: boolean;
    auto_delete: boolean;
    arguments: Record<string, string>;
  }[];
  bindings: {
    source: string;
    vhost: string;
    destination: string;
    destination_type: string;
    routing_key: string;
  }[];
}

/** The user that RabbitMQ is to know; it may do everything in the virtual host `/` and read the queues' contents. */
export interface RabbitmqUser {
  user: string;
  password: string;
}

const VHOST = '/';

/** The subscriptions ask for this type (`queueType`), and a queue that is there must be what is asked for. */
export const QUEUE_TYPE = 'quorum';

/** The dead-letter topic of a consumer; its queue is named the same. */
export const deadLetterTopic = (appId: string): string => `dead-letter.${appId}`;

/**
 * Lists every exchange and queue that Dapr's component would declare for these consumers, with the same arguments (other
 * ones would be refused with PRECONDITION_FAILED), and a queue for each consumer's dead letters, to which nobody subscribes.
 */
export function makeDefinitions(consumers: readonly ConsumerSubscriptions[]): RabbitmqDefinitions {
  const queues = consumers.flatMap(({ appId, topics }) => [
    ...topics.map((topic) => ({ topic, queue: `${appId}-${topic}` })),
    { topic: deadLetterTopic(appId), queue: deadLetterTopic(appId) },
  ]);
  const topics = [...new Set(queues.map(({ topic }) => topic))].sort();
  return {
    exchanges: topics.map((name) => ({
      name,
      vhost: VHOST,
      type: 'fanout',
      durable: true,
      auto_delete: false,
    })),
    queues: queues.map(({ queue }) => ({
      name: queue,
      vhost: VHOST,
      durable: true,
      auto_delete: false,
      arguments: { 'x-queue-type': QUEUE_TYPE },
    })),
    bindings: queues.map(({ topic, queue }) => ({
      source: topic,
      vhost: VHOST,
      destination: queue,
      destination_type: 'queue',
      routing_key: '',
    })),
  };
}

/**
 * Adds a user to a file of definitions: a server that loads definitions at its start makes no default user.
 * @returns the text of the whole file
 */
export async function definitionsWithUser(file: string, { user, password }: RabbitmqUser): Promise<string> {
  const definitions = JSON.parse(await readFile(file, 'utf8')) as RabbitmqDefinitions;
  const everything = '.*';
  return JSON.stringify({
    vhosts: [{ name: VHOST }],
    users: [
      {
        name: user,
        password_hash: hashPassword(password),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: 'management',
      },
    ],
    permissions: [{ user, vhost: VHOST, configure: everything, write: everything, read: everything }],
    ...definitions,
  });
}

function hashPassword(password: string): string {
  const salt = randomBytes(4);
  const hash = createHash('sha256').update(salt).update(password).digest();
  return Buffer.concat([salt, hash]).toString('base64');
}
