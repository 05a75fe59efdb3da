import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Sidecar } from '../dapr/sidecar';
import { startRelay, WakeOnCommit } from '../events/relay';
import type { ReadinessCheck } from '../health';
import type { Logger } from '../logger';
import type { Shutdown } from '../shutdown';

export interface Database {
  readonly orm: MikroORM;
  readonly checkReady: ReadinessCheck;
}

export interface DatabaseContext {
  readonly name: string;
  readonly sidecar: Sidecar;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/**
 * Opens a service's database and starts the relay of its outbox. It does not connect yet: a database that is down
 * makes the service unready, not dead.
 */
export function connectDatabase(
  options: Options,
  { name, sidecar, log, shutdown }: DatabaseContext,
): Database {
  const orm = MikroORM.initSync(options);
  shutdown.add('database', () => orm.close());
  const relay = startRelay({ em: orm.em, sidecar, source: name, log });
  shutdown.add('outbox relay', () => relay.stop());
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
