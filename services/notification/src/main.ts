import '@sidecart/platform/tracing';
import {
  connectDatabase,
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  runService,
} from '@sidecart/platform';
import { createNotificationApp } from './app';
import { createMailChannel } from './channels/mail-channel';
import { createPushChannel } from './channels/push-channel';
import { createPushOptions } from './channels/push-options';
import { createPushTransport } from './channels/push-transport';
import { createSmsChannel } from './channels/sms-channel';
import { createContacts } from './clients/contacts';
import { createResetTokens } from './clients/reset-tokens';
import { NotificationConfig, NotificationSecrets } from './config';
import { ormConfig } from './db/orm';
import { startDelivery } from './delivery-worker';
import { createUnsubscribing } from './unsubscribing';
import { createTemplateStore } from './use-cases/template-store';

void runService({
  name: 'notification',
  config: NotificationConfig,
  secrets: NotificationSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const auth = createServiceClient(sidecar, 'auth');
    const shopUrl = config.PUBLIC_URL.replace(/\/+$/, '');
    const apiUrl = (config.API_URL ?? `${shopUrl}/api`).replace(/\/+$/, '');
    const shared = {
      templates: createTemplateStore(orm.em),
      unsubscribing: createUnsubscribing({ key: secrets.linkKey, apiUrl }),
      push: createPushOptions(secrets.vapidPublicKey, config.PUSH_HOSTS.split(',')),
      shopUrl,
      now: () => new Date(),
      log,
    };
    const email = createMailChannel({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM });
    const transport = createPushTransport();
    shutdown.add('mail connections', () => email.close());
    shutdown.add('push connections', () => transport.close());
    const delivery = startDelivery({
      ...shared,
      em: orm.em,
      contacts: createContacts(createServiceClient(sidecar, 'user')),
      resetTokens: createResetTokens(auth),
      channels: {
        email,
        sms: createSmsChannel(sidecar),
        push: createPushChannel({
          em: orm.em,
          vapid: {
            publicKey: secrets.vapidPublicKey,
            privateKey: secrets.vapidPrivateKey,
            subject: `mailto:${config.STAFF_MAIL}`,
          },
          transport,
          isAllowed: (endpoint) => shared.push.isAllowed(endpoint),
        }),
      },
      staff: { email: config.STAFF_MAIL, displayName: 'Staff', locale: 'en', timeZone: 'UTC' },
    });
    shutdown.add('deliveries', () => delivery.stop());
    return createNotificationApp({
      ...shared,
      orm,
      wake: () => delivery.wake(),
      verifier: createTokenVerifier(fetchKeysFrom(auth)),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      metrics,
    });
  },
});
