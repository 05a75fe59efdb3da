import { findProgram } from '../machine/find-program';
import { PlainError } from '../plain-error';
import { findJava } from './find-java';
import { findKafka } from './kafka-files';
import { findRabbitmq } from './rabbitmq';

/** The folders of components/ that can stand behind the sidecars. */
export const COMPONENT_SETS = ['embedded', 'redis', 'rabbitmq', 'kafka'] as const;

/** One of them. */
export type ComponentSet = (typeof COMPONENT_SETS)[number];

/** A server that a set needs beside PostgreSQL and the mail catcher. */
export type ComponentServer = 'mqtt' | 'redis' | 'rabbitmq' | 'kafka';

const SERVERS: Record<ComponentSet, readonly ComponentServer[]> = {
  embedded: ['mqtt'],
  redis: ['redis'],
  rabbitmq: ['rabbitmq', 'redis'],
  kafka: ['kafka'],
};

/** Names the servers of a set. */
export function serversOf(set: ComponentSet): readonly ComponentServer[] {
  return SERVERS[set];
}

/**
 * Takes a set's name as somebody wrote it; `undefined` means the embedded set.
 * @throws {PlainError} when there is no such set
 */
export function parseComponentSet(name: string | undefined): ComponentSet {
  const set = COMPONENT_SETS.find((candidate) => candidate === (name ?? 'embedded'));
  if (!set) {
    throw new PlainError(`There is no component set "${name}"; there are ${COMPONENT_SETS.join(', ')}.`);
  }
  return set;
}

/** Says for each program that a set needs and this machine lacks how to get it. */
export async function describeMissingServers(set: ComponentSet): Promise<string[]> {
  const needed = serversOf(set);
  const sentences: string[] = [];
  if (needed.includes('redis') && !findProgram('redis-server')) {
    sentences.push(howToGet('Redis (redis-server)', 'redis-server', 'redis'));
  }
  if (needed.includes('rabbitmq') && !(findRabbitmq() && findProgram('epmd'))) {
    sentences.push(howToGet('RabbitMQ (rabbitmq-server)', 'rabbitmq-server', 'rabbitmq'));
  }
  if (needed.includes('kafka') && !(await findJava())) {
    sentences.push(howToGet('Java 11 or later', 'default-jre-headless', 'openjdk'));
  }
  if (needed.includes('kafka') && !findKafka()) {
    sentences.push('Kafka is not on this machine yet; to get it: npm run obtain-kafka');
  }
  return sentences;
}

/**
 * Refuses to go on when this machine lacks a server of a set.
 * @throws {PlainError} that says what is missing and how to get it
 */
export async function requireServers(set: ComponentSet): Promise<void> {
  const sentences = await describeMissingServers(set);
  if (sentences.length > 0) {
    throw new PlainError([...sentences, inContainers(set)].join('\n'));
  }
}

function howToGet(what: string, debian: string, homebrew: string): string {
  const remark = debian.endsWith('-server') ? ' (the service that comes with it is not needed)' : '';
  return `${what} is not on this machine; to get it: sudo apt-get install ${debian}${remark}, or: brew install ${homebrew}`;
}

function inContainers(set: ComponentSet): string {
  const profile = set === 'kafka' ? '--profile kafka ' : '';
  return `Or run everything in containers: SIDECART_COMPONENTS=${set} docker compose ${profile}up --wait`;
}
