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
import { createContacts } from './clients/contacts';
import { createResetTokens } from './clients/reset-tokens';
import { NotificationConfig, NotificationSecrets } from './config';
import { ormConfig } from './db/orm';
import { startDelivery } from './delivery-worker';
import { createTemplateStore } from './use-cases/template-store';

void runService({
  name: 'notification',
  config: NotificationConfig,
  secrets: NotificationSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const auth = createServiceClient(sidecar, 'auth');
    const email = createMailChannel({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM });
    shutdown.add('mail connections', () => email.close());
    const shared = { templates: createTemplateStore(orm.em), now: () => new Date(), log };
    const delivery = startDelivery({
      ...shared,
      em: orm.em,
      contacts: createContacts(createServiceClient(sidecar, 'user')),
      resetTokens: createResetTokens(auth),
      channels: { email },
      shopUrl: config.PUBLIC_URL.replace(/\/+$/, ''),
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
