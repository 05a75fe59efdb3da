import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

const HTTP_URL = '^https?://[^/]+(/.*)?$';

export const NotificationConfig = Type.Object({
  ...serviceVariables,
  SMTP_URL: Type.String({ pattern: '^smtps?://' }),
  /** The address mails come from. */
  MAIL_FROM: Type.String({ format: 'email', default: 'no-reply@sidecart.example' }),
  /** Where the people who run the shop are written to, and push services write to about us. */
  STAFF_MAIL: Type.String({ format: 'email', default: 'staff@sidecart.example' }),
  /** Where the shop is for its customers: the links in mails lead there. */
  PUBLIC_URL: Type.String({ pattern: HTTP_URL, default: 'http://localhost:3000' }),
  /** Where the API is for its customers; below `PUBLIC_URL` if it is left out. */
  API_URL: Type.Optional(Type.String({ pattern: HTTP_URL })),
  /** The push services that browsers may subscribe at, by name; with a dot before it, all below it. */
  PUSH_HOSTS: Type.String({
    pattern: '^\\.?[a-z0-9-]+(\\.[a-z0-9-]+)+(,\\.?[a-z0-9-]+(\\.[a-z0-9-]+)+)*$',
    default: 'fcm.googleapis.com,updates.push.services.mozilla.com,.push.apple.com,.notify.windows.com',
  }),
});

export const NotificationSecrets = Type.Object({
  databaseUrl: Type.String({ minLength: 1 }),
  /** What the links to unsubscribe are signed with. */
  linkKey: Type.String({ minLength: 32 }),
  /** The VAPID key: a point and a scalar of P-256, base64url. */
  vapidPublicKey: Type.String({ pattern: '^[\\w-]{87}$' }),
  vapidPrivateKey: Type.String({ pattern: '^[\\w-]{43}$' }),
});
