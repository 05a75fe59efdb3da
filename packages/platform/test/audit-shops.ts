import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { userRegisteredV1 } from '@sidecart/contracts';
import {
  createEmptyDatabase,
  createFakeSidecar,
  eventually,
  sendTo,
  type FakeSidecar,
  type Responder,
} from '@sidecart/testing';
import { createServiceClient, enqueueEvent, unavailable, type EventInput } from '../src';
import { askPublisher } from '../src/events/audit/ask-publisher';
import type { AuditOutcome } from '../src/events/audit/audit-inbox';
import { auditNext } from '../src/events/audit/audit-next';
import { openInbox, type Inbox } from '../src/events/inbox-of';
import {
  recordLog,
  sampleOrm,
  startSample,
  subscribe,
  type LogRecording,
  type SampleDeps,
} from './sample-app';

export type Input = EventInput<SampleDeps, typeof userRegisteredV1>;

/** A service that publishes, one that hears it, and between them a broker that has forgotten everything. */
export interface AuditShops extends LogRecording {
  readonly publisher: MikroORM;
  readonly consumer: MikroORM;
  readonly inbox: Inbox;
  readonly sidecar: FakeSidecar;
  readonly outcomes: AuditOutcome[];
  /** What the consumer does with an event. */
  handle: (input: Input) => Promise<void>;
  /** Commits an event and marks it as published, a minute ago unless told otherwise; the broker has lost it. */
  publish(secondsAgo?: number): Promise<string>;
  /** Goes on until nothing is due any more. */
  audit(): Promise<void>;
  /** The ids of the events that had their effect, sorted. */
  effects(): Promise<string[]>;
  /** Makes every audit due. */
  makeDue(): Promise<void>;
  /** Forgets everything. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const MARK = `update outbox set published_at = now() - make_interval(secs => ?),
                published_tx = pg_current_xact_id()::text::bigint where id = ?`;

/** Adds an event to the outbox that is not published yet. */
export async function commitEvent(orm: MikroORM): Promise<string> {
  const em = orm.em.fork();
  const userId = randomUUID();
  enqueueEvent(em, userRegisteredV1, userId, { userId, registeredAt: new Date().toISOString() });
  await em.flush();
  const [row] = await em.execute<{ id: string }[]>('select id from outbox where subject = ?', [userId]);
  return row!.id;
}

/** Marks an event as published, as the relay does. */
export const mark = (em: MikroORM['em'], id: string, secondsAgo: number) =>
  em.execute(MARK, [secondsAgo, id]);

/**
 * Waits until every transaction is over that began before an event was marked: until then the audit leaves it alone.
 * Other tests use the same server.
 */
export const isOver = (orm: MikroORM, id: string) =>
  eventually(async () => {
    const rows: unknown[] = await orm.em
      .fork()
      .execute(
        'select 1 from outbox where id = ? and published_tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint',
        [id],
      );
    if (rows.length === 0) throw new Error('An older transaction is still under way');
  });

async function openDatabase() {
  const database = await createEmptyDatabase();
  const orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  return { database, orm };
}

export async function startAuditShops(): Promise<AuditShops> {
  const [there, here] = [await openDatabase(), await openDatabase()];
  await here.orm.em.execute('create table effects (event_id uuid)');
  const service = await startSample({
    name: 'auth',
    orm: there.orm,
    consumers: ['sample'],
    cardData: { exceptMembers: [] },
  });
  const sidecar = createFakeSidecar();
  const recording = recordLog();
  const { log } = recording;
  const outcomes: AuditOutcome[] = [];
  const inbox = openInbox([subscribe(userRegisteredV1, (input) => shops.handle(input))], {
    scope: () => ({ em: here.orm.em.fork() }),
    log,
  });
  const session = () => here.orm.em.fork();
  const answer: Responder = ({ method, path, body }) =>
    sendTo(service.url, method, path, {
      headers: { 'dapr-caller-app-id': 'sample' },
      ...(body === undefined ? {} : { body }),
    });
  const publishers = new Map([['auth', askPublisher('auth', createServiceClient(sidecar, 'auth'))]]);
  const applyEffect = async ({ em, eventId }: Input) => {
    await em.execute('insert into effects values (?)', [eventId]);
  };
  const shops: AuditShops = {
    ...recording,
    publisher: there.orm,
    consumer: here.orm,
    inbox,
    sidecar,
    outcomes,
    handle: applyEffect,
    async publish(secondsAgo = 60) {
      const id = await commitEvent(there.orm);
      await mark(there.orm.em.fork(), id, secondsAgo);
      await isOver(there.orm, id);
      return id;
    },
    async audit() {
      const deps = {
        inbox,
        log,
        noteOutcome: (_: string, outcome: AuditOutcome) => void outcomes.push(outcome),
      };
      while ((await auditNext(publishers, deps)) > 0);
    },
    async effects() {
      const rows = await session().execute<{ event_id: string }[]>(
        'select event_id from effects order by event_id',
      );
      return rows.map((row) => row.event_id);
    },
    async makeDue() {
      await session().execute('update event_audits set next_audit_at = now()');
    },
    async reset() {
      await there.orm.em.fork().execute('truncate outbox');
      await session().execute(
        `truncate effects, inbox, outbox, event_audits;
         insert into event_audits (publisher, waiting, next_audit_at, caught_up_at) values ('auth', '[]', now(), now())`,
      );
      sidecar.down = false;
      sidecar.respondAs('auth', answer);
      shops.handle = applyEffect;
      outcomes.length = 0;
      recording.lines.length = 0;
    },
    async close() {
      await service.close();
      for (const { orm, database } of [here, there]) {
        await orm.close(true);
        await database.drop();
      }
    },
  };
  return shops;
}

/** A publisher that is not there. */
export const awayAnswer = () => {
  throw unavailable('auth service');
};
