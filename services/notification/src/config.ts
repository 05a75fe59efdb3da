import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const NotificationConfig = Type.Object({
  ...serviceVariables,
  SMTP_URL: Type.String({ pattern: '^smtps?://' }),
  /** The address mails come from. */
  MAIL_FROM: Type.String({ format: 'email', default: 'no-reply@sidecart.example' }),
  /** Where the shop is for its customers: the links in mails lead there. */
  PUBLIC_URL: Type.String({ pattern: '^https?://[^/]+(/.*)?$', default: 'http://localhost:3000' }),
});

export const NotificationSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
