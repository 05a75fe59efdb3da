import { DomainError } from '@sidecart/platform';

/** The one answer for an unknown address, a wrong password and an account that is not active. */
export const invalidCredentials = () =>
  new DomainError('unauthenticated', 'invalid-credentials', 'The e-mail address or the password is wrong.');

export const emailTaken = () =>
  new DomainError('conflict', 'email-taken', 'There is an account with this e-mail address.', {
    errors: [{ in: 'body', pointer: '#/email', detail: 'belongs to an account' }],
  });

export const wrongPassword = () =>
  new DomainError('refused', 'wrong-password', 'The current password is wrong.', {
    errors: [{ in: 'body', pointer: '#/currentPassword', detail: 'is wrong' }],
  });

/** The one answer for an unknown, used, replaced and expired token. */
export const invalidResetToken = () =>
  new DomainError('refused', 'invalid-reset-token', 'The token is not valid, or no longer.', {
    errors: [{ in: 'body', pointer: '#/token', detail: 'is not valid, or no longer' }],
  });

/** The one answer for an unknown, used and expired token, and for one of a session that has ended. */
export const invalidRefreshToken = () =>
  new DomainError('unauthenticated', 'invalid-refresh-token', 'The session has ended. Sign in again.');

export const sessionEnded = () =>
  new DomainError('unauthenticated', 'session-ended', 'The session has ended. Sign in again.');
