import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const authPasswordResetRequestedV1 = defineEvent({
  type: 'auth.password-reset-requested.v1',
  publisher: 'auth',
  description:
    'Somebody asked to reset the password of an existing account. The event carries no token: whoever delivers the ' +
    'mail asks the auth service for one at that moment, so that none is ever stored or published.',
  schema: Type.Object({ resetId: Uuid, userId: Uuid, requestedAt: Timestamp }),
});
