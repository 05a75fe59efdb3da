import '@sidecart/platform/tracing';
import {
  connectDatabase,
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  runService,
} from '@sidecart/platform';
import { createUserApp } from './app';
import { UserConfig, UserSecrets } from './config';
import { ormConfig } from './db/orm';

void runService({
  name: 'user',
  config: UserConfig,
  secrets: UserSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics } = context;
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    return createUserApp({
      orm,
      now: () => new Date(),
      verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
