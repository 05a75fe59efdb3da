import { Writable } from 'node:stream';
import type { EntityManager, MikroORM, Options } from '@mikro-orm/postgresql';
import { createTestVerifier, serve, type TestServer } from '@sidecart/testing';
import { transports } from 'winston';
import {
  createApp,
  createLogger,
  createMetrics,
  ormOptions,
  routeFor,
  subscriptionsFor,
  type AppOptions,
  type Logger,
  type Shutdown,
} from '../src';
import { tellShutdown } from '../src/http/operations';

export interface SampleDeps {
  readonly em: EntityManager;
}

export const route = routeFor<SampleDeps>();
export const subscribe = subscriptionsFor<SampleDeps>();

export interface LogRecording {
  readonly log: Logger;
  /** The lines so far, parsed. */
  readonly lines: Record<string, unknown>[];
  /** The lines so far as they were written. */
  text(): string;
}

/** The real logger, writing into memory. */
export function recordLog(): LogRecording {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const log = createLogger('sample', 'debug').clear().add(new transports.Stream({ stream }));
  return { log, lines, text: () => written.join('') };
}

export interface Sample extends TestServer, LogRecording {
  readonly metrics: ReturnType<typeof createMetrics>;
}

/** Serves an application made of a few routes, as a service would; without a database unless it is given one. */
export async function startSample(
  options: Partial<AppOptions<SampleDeps>> & {
    readonly orm?: MikroORM;
    readonly shutdown?: Pick<Shutdown, 'begun'>;
  },
): Promise<Sample> {
  const { orm, shutdown, ...rest } = options;
  const recording = recordLog();
  const metrics = createMetrics('sample');
  const app = createApp<SampleDeps>({
    name: 'sample',
    routes: [],
    scope: () => ({ em: orm?.em.fork() as EntityManager }),
    verifier: createTestVerifier(),
    readiness: {},
    appToken: undefined,
    log: recording.log,
    metrics,
    checkResponses: true,
    ...rest,
  });
  if (shutdown) tellShutdown(app, shutdown);
  const server = await serve(app);
  return { ...server, ...recording, metrics };
}

/** The tables that every service has, and no other. */
export const sampleOrm = (databaseUrl: string): Options =>
  ormOptions({ databaseUrl, entities: [], migrations: [], migrationsPath: __dirname });
