import '@sidecart/platform/tracing';
import {
  connectDatabase,
  createCache,
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  runService,
  startWorker,
} from '@sidecart/platform';
import { createProductApp } from './app';
import { createImageStore } from './clients/image-store';
import { createOrderBook } from './clients/order-book';
import { ProductConfig, ProductSecrets } from './config';
import { ormConfig } from './db/orm';
import { sweepImages } from './use-cases/sweep-images';
import { startImports } from './import-workers';
import { sweepReservations } from './use-cases/sweep-reservations';
import { warmCatalogue } from './warm-catalogue';

const SWEEP_INTERVAL_MS = 5_000;
const IMAGE_SWEEP_INTERVAL_MS = 10_000;

void runService({
  name: 'product',
  config: ProductConfig,
  secrets: ProductSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const cache = createCache({ sidecar, log, ttlSeconds: config.CATALOGUE_CACHE_SECONDS });
    const images = createImageStore({ sidecar, log, cacheBytes: config.IMAGE_CACHE_BYTES });
    const orders = createOrderBook(createServiceClient(sidecar, 'order'));
    const sweeper = startWorker({
      name: 'reservation-sweeper',
      intervalMs: SWEEP_INTERVAL_MS,
      log,
      run: () => sweepReservations({ em: orm.em, orders, log }),
    });
    shutdown.add('reservation sweeper', () => sweeper.stop());
    const imageSweeper = startWorker({
      name: 'image-sweeper',
      intervalMs: IMAGE_SWEEP_INTERVAL_MS,
      log,
      run: () => sweepImages({ em: orm.em, images, log }),
    });
    shutdown.add('image sweeper', () => imageSweeper.stop());
    const { wakeImports, stop: stopImports } = startImports({
      em: orm.em,
      cache,
      log,
      now: () => new Date(),
    });
    shutdown.add('imports', stopImports);
    void warmCatalogue(orm, cache, log);
    return createProductApp({
      orm,
      cache,
      images,
      holdMinutes: config.RESERVATION_HOLD_MINUTES,
      reviewModeration: config.REVIEW_MODERATION,
      now: () => new Date(),
      wakeImports,
      verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
