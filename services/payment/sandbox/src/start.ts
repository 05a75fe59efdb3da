import { MikroORM } from '@mikro-orm/postgresql';
import { createMetrics, listen, type Logger, type Shutdown } from '@sidecart/platform';
import { createApiKeyVerifier } from './api-key';
import { createSandboxApp } from './app';
import type { SandboxConfig } from './config';
import { ormConfig } from './db/orm';
import type { SandboxDeps } from './deps';
import { FaultSwitches } from './domain/faults';
import { startSettlement } from './use-cases/settle-payments';
import { startDelivery } from './webhooks/deliver';

/**
 * Starts the provider on books that are migrated already.
 *
 * @returns the port, which matters when 0 was asked for
 */
export async function startSandbox(
  config: SandboxConfig,
  {
    log,
    shutdown,
    checkResponses = false,
  }: { log: Logger; shutdown: Pick<Shutdown, 'add'>; checkResponses?: boolean },
): Promise<number> {
  const orm = MikroORM.initSync(ormConfig(config.DATABASE_URL));
  shutdown.add('database', () => orm.close());
  const now = () => new Date();
  const { SANDBOX_WEBHOOK_URL: webhookUrl, SANDBOX_WEBHOOK_SECRET: secret } = config;
  const delivery =
    webhookUrl === undefined ? undefined : startDelivery({ em: orm.em, url: webhookUrl, secret, log, now });
  if (delivery) shutdown.add('webhooks', () => delivery.stop());
  const deps: SandboxDeps = {
    em: orm.em,
    settings: {
      slowMs: config.SANDBOX_SLOW_MS,
      processingMs: config.SANDBOX_PROCESSING_MS,
      publicUrl: config.SANDBOX_PUBLIC_URL.replace(/\/+$/, ''),
      webhookUrl,
      webhookDelayMs: config.SANDBOX_WEBHOOK_DELAY_MS,
    },
    faults: new FaultSwitches(),
    wake: { webhooks: () => delivery?.wake() },
    now,
  };
  const settlement = startSettlement(deps, log);
  shutdown.add('settlement', () => settlement.stop());
  const app = createSandboxApp({
    deps,
    hasAdmin: config.SANDBOX_ADMIN,
    verifier: createApiKeyVerifier(config.SANDBOX_API_KEY),
    readiness: {
      database: async () => {
        await orm.em.fork().execute('select 1');
      },
    },
    log,
    metrics: createMetrics('sandbox'),
    checkResponses,
  });
  return listen(app, config, shutdown);
}
