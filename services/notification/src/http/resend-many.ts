import { StrictObject, StringEnum } from '@sidecart/contracts';
import { accepted } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MAX_RESENDS, resendMany } from '../use-cases/resend-many';
import { QUEUE_FILTER } from './queue-query';
import { route } from './route';

export const resendManyRoute = route({
  method: 'post',
  path: '/notifications/resends',
  operationId: 'resendNotifications',
  summary: `Send what was not delivered once more, the oldest first, at most ${MAX_RESENDS} at a time.`,
  tag: 'Queue',
  access: 'staff',
  body: StrictObject({
    status: StringEnum(['dead', 'failed'], { description: 'What stands so is sent again.' }),
    ...QUEUE_FILTER,
    limit: Type.Integer({
      minimum: 1,
      maximum: MAX_RESENDS,
      default: MAX_RESENDS,
      description: 'How many at most.',
    }),
  }),
  idempotencyKey: 'optional',
  responses: {
    202: Type.Object({
      resent: Type.Integer({ description: 'How many were queued again.', examples: [12] }),
    }),
  },
  handler: ({ body, idempotency, deps }) =>
    resendMany(deps, body, idempotency, (resent) => accepted({ resent })),
});
