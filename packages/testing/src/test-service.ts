import { MikroORM } from '@mikro-orm/postgresql';
import {
  createLogger,
  createMetrics,
  startRelay,
  WakeOnCommit,
  type Logger,
  type Metrics,
  type OnPublished,
} from '@sidecart/platform';
import type { TokenVerifier } from '@sidecart/platform';
import type Koa from 'koa';
import { createFakeSidecar, type FakeSidecar } from './fake-sidecar';
import { serve, type TestServer } from './http-client';
import { createTestDatabase, type OptionsFor } from './test-database';
import { createTestVerifier } from './tokens';

/** What a service's `createApp` gets from the harness; the rest it adds itself. */
export interface TestContext {
  readonly orm: MikroORM;
  readonly sidecar: FakeSidecar;
  readonly verifier: TokenVerifier;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Adds what is to be stopped before the database closes, such as a worker. */
  onClose(step: () => Promise<unknown>): void;
}

export interface TestService extends TestServer {
  readonly orm: MikroORM;
  readonly sidecar: FakeSidecar;
}

/**
 * Starts a service as production does, but for its sidecar: real HTTP, a migrated PostgreSQL database of its own, and
 * the outbox relay.
 */
export async function startTestService(
  optionsFor: OptionsFor,
  build: (context: TestContext) => Koa | Promise<Koa>,
  onPublished?: OnPublished,
): Promise<TestService> {
  const database = await createTestDatabase(optionsFor);
  const options = optionsFor(database.url);
  const orm = await MikroORM.init(options);
  const sidecar = createFakeSidecar();
  const log = createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent');
  const relay = startRelay({ em: orm.em, sidecar, source: 'test', log, onPublished });
  for (const subscriber of orm.config.get('subscribers')) {
    if (subscriber instanceof WakeOnCommit) subscriber.attach(relay);
  }
  const steps: (() => Promise<unknown>)[] = [];
  const app = await build({
    orm,
    sidecar,
    verifier: createTestVerifier(),
    log,
    metrics: createMetrics('test'),
    onClose: (step) => void steps.push(step),
  });
  const server = await serve(app);
  return {
    ...server,
    orm,
    sidecar,
    async close() {
      await server.close();
      for (const step of steps) await step();
      await relay.stop();
      await orm.close();
      await database.drop();
    },
  };
}
