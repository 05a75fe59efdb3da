import '@sidecart/platform/tracing';
import {
  connectDatabase,
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  runService,
  startWorker,
} from '@sidecart/platform';
import { createOrderApp } from './app';
import { createProductCatalogue } from './clients/product-catalogue';
import { OrderConfig, OrderSecrets } from './config';
import { ormConfig } from './db/orm';
import { checkOverdueOrders } from './use-cases/check-overdue-orders';

const CHECK_INTERVAL_MS = 2_000;

void runService({
  name: 'order',
  config: OrderConfig,
  secrets: OrderSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const checks = startWorker({
      name: 'overdue-orders',
      intervalMs: CHECK_INTERVAL_MS,
      log,
      run: () => checkOverdueOrders(orm.em, new Date()),
    });
    shutdown.add('overdue orders', () => checks.stop());
    return createOrderApp({
      orm,
      catalogue: createProductCatalogue(createServiceClient(sidecar, 'product')),
      now: () => new Date(),
      verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
