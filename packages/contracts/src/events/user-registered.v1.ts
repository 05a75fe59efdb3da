import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const userRegisteredV1 = defineEvent({
  type: 'user.registered.v1',
  publisher: 'auth',
  description:
    'A person has an account and a profile. Personal data stays where it is: ask the user service.',
  schema: Type.Object({ userId: Uuid, registeredAt: Timestamp }),
});
