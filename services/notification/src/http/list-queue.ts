import { pageReply } from '@sidecart/platform';
import { findQueued } from './find-queued';
import { QueuePage } from './notification.schema';
import { DeadLetterQuery, QueueQuery } from './queue-query';
import { route } from './route';

export const listQueueRoute = route({
  method: 'get',
  path: '/notifications/queue',
  operationId: 'listNotificationQueue',
  summary: 'List everything that people are or were told, newest first.',
  tag: 'Queue',
  access: 'staff',
  query: QueueQuery,
  responses: { 200: QueuePage },
  handler: async ({ query, deps }) => pageReply(await findQueued(deps, query), '/notifications/queue', query),
});

export const listDeadLettersRoute = route({
  method: 'get',
  path: '/notifications/dead-letters',
  operationId: 'listNotificationDeadLetters',
  summary: 'List what was tried too often, newest first, with why it did not succeed.',
  tag: 'Queue',
  access: 'staff',
  query: DeadLetterQuery,
  responses: { 200: QueuePage },
  handler: async ({ query, deps }) =>
    pageReply(await findQueued(deps, { ...query, status: 'dead' }), '/notifications/dead-letters', query),
});
