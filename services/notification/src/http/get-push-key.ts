import { ok } from '@sidecart/platform';
import { PushKeyView } from './push.schema';
import { route } from './route';

export const getPushKeyRoute = route({
  method: 'get',
  path: '/notifications/push/key',
  operationId: 'getPushKey',
  summary: 'Read the key that browsers subscribe to notifications with.',
  tag: 'Push',
  access: 'public',
  responses: { 200: PushKeyView },
  handler: ({ deps }) => Promise.resolve(ok({ publicKey: deps.push.publicKey })),
});
