import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { RABBITMQ_DEFINITIONS_FILE, SUBSCRIPTIONS_FILE } from '../src/paths';
import { readSubscriptions } from '../src/servers/broker-subscriptions';
import { makeDefinitions, QUEUE_TYPE, type RabbitmqDefinitions } from '../src/servers/rabbitmq-definitions';

const declared = JSON.parse(readFileSync(RABBITMQ_DEFINITIONS_FILE, 'utf8')) as RabbitmqDefinitions;

test('the definitions for RabbitMQ follow the subscriptions (else: npm run components:rabbitmq)', async () => {
  expect(declared).toEqual(makeDefinitions(await readSubscriptions(SUBSCRIPTIONS_FILE)));
});

test('every subscription asks for the type of queue that is declared', () => {
  const subscriptions = parseAllDocuments(readFileSync(SUBSCRIPTIONS_FILE, 'utf8')).map(
    (document) => document.toJS() as { spec: { metadata?: { queueType?: string } } },
  );

  expect(new Set(subscriptions.map(({ spec }) => spec.metadata?.queueType))).toEqual(new Set([QUEUE_TYPE]));
});

test('what is published to an exchange gets into a queue', () => {
  const bound = declared.bindings.map(({ source }) => source);

  expect(declared.exchanges.map(({ name }) => name).filter((name) => !bound.includes(name))).toEqual([]);
  expect(declared.queues.map(({ name }) => name)).toContain('dead-letter.order');
});
