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
import { tableTaxRules } from './clients/table-tax-rules';
import { OrderConfig, OrderSecrets } from './config';
import { ormConfig } from './db/orm';
import { expireCarts } from './use-cases/expire-carts';
import { lookAfterOrders } from './use-cases/look-after-orders';
import { notePublished } from './use-cases/note-published';

const CHECK_INTERVAL_MS = 2_000;
const EXPIRY_INTERVAL_MS = 10 * 60_000;

void runService({
  name: 'order',
  config: OrderConfig,
  secrets: OrderSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context, notePublished);
    const catalogue = createProductCatalogue(createServiceClient(sidecar, 'product'));
    const now = () => new Date();
    const checks = startWorker({
      name: 'overdue-orders',
      intervalMs: CHECK_INTERVAL_MS,
      log,
      run: () => lookAfterOrders({ em: orm.em, catalogue, now, log }),
    });
    shutdown.add('overdue orders', () => checks.stop());
    const expiry = startWorker({
      name: 'expired-carts',
      intervalMs: EXPIRY_INTERVAL_MS,
      log,
      run: () => expireCarts(orm.em, now()),
    });
    shutdown.add('expired carts', () => expiry.stop());
    return createOrderApp({
      orm,
      catalogue,
      taxRules: tableTaxRules,
      cartDays: { guest: config.GUEST_CART_DAYS, customer: config.CUSTOMER_CART_DAYS },
      now,
      returnWindowDays: config.RETURN_WINDOW_DAYS,
      verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
