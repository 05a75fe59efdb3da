import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Sidecar } from '../dapr/sidecar';
import { observeOutbox } from '../events/outbox-metrics';
import { startRelay, type OnPublished } from '../events/relay';
import { WakeOnCommit } from '../events/wake-on-commit';
import type { ReadinessCheck } from '../health';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';
import type { Shutdown } from '../shutdown';
import { startPruning } from './prune';

export interface Database {
  readonly orm: MikroORM;
  readonly checkReady: ReadinessCheck;
}

export interface DatabaseContext {
  readonly name: string;
  readonly sidecar: Sidecar;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly shutdown: Pick<Shutdown, 'add'>;
}

/**
 * Opens a service's database and starts what every one needs: the relay of its outbox, its metrics, and the pruning of
 * what is no longer needed. It does not connect yet: a database that is down makes the service unready, not dead.
 */
export function connectDatabase(
  options: Options,
  context: DatabaseContext,
  onPublished?: OnPublished,
): Database {
  const { name: source, sidecar, log, metrics, shutdown } = context;
  const orm = MikroORM.initSync(options);
  shutdown.add('database', () => orm.close());
  const noteOutcome = observeOutbox(metrics.registry, orm.em);
  const relay = startRelay({ em: orm.em, sidecar, source, log, noteOutcome, onPublished });
  shutdown.add('outbox relay', () => relay.stop());
  const pruning = startPruning({ em: orm.em, log });
  shutdown.add('pruning', () => pruning.stop());
  for (const subscriber of orm.config.get('subscribers')) {
    if (subscriber instanceof WakeOnCommit) subscriber.attach(relay);
  }
  return {
    orm,
    checkReady: async () => {
      await orm.em.fork().execute('select 1');
    },
  };
}
