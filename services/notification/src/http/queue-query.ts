import { StrictObject, StringEnum } from '@sidecart/contracts';
import { PageQuery } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { CHANNELS, KINDS } from '../domain/kinds';
import { NOTIFICATION_STATUSES } from '../domain/notification';

/** How the staff narrow the queue down. */
export const QUEUE_FILTER = {
  kind: Type.Optional(StringEnum(KINDS, { description: 'Only what is about that.' })),
  channel: Type.Optional(StringEnum(CHANNELS, { description: 'Only what goes that way.' })),
  userId: Type.Optional(Type.String({ format: 'uuid', description: 'Only what is for that person.' })),
};

export const DeadLetterQuery = StrictObject({ ...PageQuery, ...QUEUE_FILTER });

export const QueueQuery = StrictObject({
  ...PageQuery,
  status: Type.Optional(StringEnum(NOTIFICATION_STATUSES, { description: 'Only what stands so.' })),
  ...QUEUE_FILTER,
});
