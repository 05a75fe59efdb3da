import { UnderscoreNamingStrategy, type EntitySchema, type MigrationObject } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { PostgreSqlDriver, type Options } from '@mikro-orm/postgresql';
import { EventAuditSchema } from '../events/audit/event-audit';
import { InboxMessageSchema } from '../events/inbox';
import { OutboxMessageSchema } from '../events/outbox';
import { WakeOnCommit } from '../events/wake-on-commit';
import { IdempotencyRecordSchema } from '../http/idempotency';
import { RunAfterCommit } from './after-commit';
import { withSilenceLimit } from './silence-limit';

export interface OrmParameters {
  readonly databaseUrl: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationObject[];
  /** The folder that holds the migrations' sources and snapshot; used when a new one is made. */
  readonly migrationsPath: string;
  readonly poolSize?: number;
  /** False for a database that neither publishes nor hears events and keeps its idempotency keys its own way. */
  readonly messaging?: boolean;
}

const MESSAGING = [OutboxMessageSchema, InboxMessageSchema, EventAuditSchema, IdempotencyRecordSchema];

const DEFAULT_POOL_SIZE = 10;
const SILENCE_LIMIT_MS = 25_000;

/** How a service connects: limits that keep a slow statement or a lost server from holding a request for ever. */
const CONNECTION = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 5_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 20_000,
  keepAlive: true,
  stream: withSilenceLimit(SILENCE_LIMIT_MS),
};

/** What fails is thrown and logged by the service; the output of the libraries would not be JSON. */
const silent = { warn: ignore, error: ignore, debug: ignore, deprecate: ignore };

function ignore(): undefined {
  return undefined;
}

/**
 * The ORM options every service shares: an explicit list of entities, the tables of outbox, inbox, its audit and
 * idempotency keys, and limits to how long anything may take.
 */
export function ormOptions(parameters: OrmParameters): Options {
  return {
    driver: PostgreSqlDriver,
    clientUrl: parameters.databaseUrl,
    entities: [...parameters.entities, ...(parameters.messaging === false ? [] : MESSAGING)],
    extensions: [Migrator],
    subscribers: [new WakeOnCommit(), new RunAfterCommit()],
    namingStrategy: UnderscoreNamingStrategy,
    forceUtcTimezone: true,
    forceEntityConstructor: false,
    pool: {
      min: 1,
      max: parameters.poolSize ?? DEFAULT_POOL_SIZE,
      acquireTimeoutMillis: 3_000,
      idleTimeoutMillis: 30_000,
    },
    driverOptions: { connection: { ...CONNECTION }, log: silent },
    migrations: {
      migrationsList: [...parameters.migrations],
      path: parameters.migrationsPath,
      pathTs: parameters.migrationsPath,
      snapshot: true,
      snapshotName: '.snapshot',
      tableName: 'migrations',
      allOrNothing: true,
      emit: 'ts',
    },
    logger: ignore,
  };
}
