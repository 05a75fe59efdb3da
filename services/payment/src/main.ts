import '@sidecart/platform/tracing';
import {
  connectDatabase,
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  runService,
} from '@sidecart/platform';
import { createPaymentApp } from './app';
import { PaymentConfig, PaymentSecrets } from './config';
import { ormConfig } from './db/orm';
import { createProviders } from './providers/create-providers';
import { startPaymentWorkers } from './workers';

void runService({
  name: 'payment',
  config: PaymentConfig,
  secrets: PaymentSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const running = createProviders({ config, secrets });
    const { providers } = running;
    shutdown.add('payment providers', () => running.close());
    const now = () => new Date();
    const workers = startPaymentWorkers({
      em: orm.em,
      providers,
      patience: {
        actionMs: config.PAYMENT_ACTION_MINUTES * 60_000,
        newsMs: config.PAYMENT_NEWS_SECONDS * 1_000,
      },
      returnUrl: config.PAYMENT_RETURN_URL,
      now,
      log,
    });
    shutdown.add('payment workers', () => workers.stop());
    return createPaymentApp({
      orm,
      providers,
      wake: workers.wake,
      now,
      verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
