import '@sidecart/platform/tracing';
import { connectDatabase, createServiceClient, runService, startWorker } from '@sidecart/platform';
import { createAuthApp } from './app';
import { createProfiles } from './clients/profiles';
import { AuthConfig, AuthSecrets } from './config';
import { ormConfig } from './db/orm';
import { createPasswordHasher } from './passwords/password-hasher';
import { readSigningKeys } from './tokens/signing-keys';
import { pruneEnded } from './use-cases/prune-ended';
import { resolvePasswordResets } from './use-cases/resolve-password-resets';

/** In batches and not at once, so that the time of other answers cannot tell what a request led to. */
const RESOLVE_INTERVAL_MS = 1_000;
const PRUNE_INTERVAL_MS = 3_600_000;

void runService({
  name: 'auth',
  config: AuthConfig,
  secrets: AuthSecrets,
  start(context) {
    const { config, secrets, sidecar, log, metrics, shutdown } = context;
    const keys = readSigningKeys(secrets.signingKey, secrets.previousSigningKey);
    const { orm, checkReady } = connectDatabase(ormConfig(secrets.databaseUrl), context);
    const now = () => new Date();
    const resolver = startWorker({
      name: 'password-reset-resolver',
      intervalMs: RESOLVE_INTERVAL_MS,
      log,
      run: () => resolvePasswordResets(orm.em),
    });
    shutdown.add('password reset resolver', () => resolver.stop());
    const pruner = startWorker({
      name: 'session-pruner',
      intervalMs: PRUNE_INTERVAL_MS,
      log,
      run: () => pruneEnded(orm.em, now()),
    });
    shutdown.add('session pruner', () => pruner.stop());
    const passwords = createPasswordHasher({
      cost: config.PASSWORD_HASH_COST,
      threads: config.PASSWORD_HASH_THREADS,
      maxQueue: config.PASSWORD_HASH_QUEUE,
    });
    shutdown.add('password threads', () => passwords.close());
    return createAuthApp({
      orm,
      keys,
      passwords,
      profiles: createProfiles(createServiceClient(sidecar, 'user')),
      now,
      readiness: { database: checkReady, sidecar: () => sidecar.checkReady() },
      appToken: config.APP_API_TOKEN,
      log,
      metrics,
    });
  },
});
