import type { EntityManager } from '@mikro-orm/postgresql';
import type { CloudEvent } from '@sidecart/contracts';
import { OutboxMessageSchema } from '../outbox';
import { toCloudEvent } from '../publish-messages';
import type { PublishedEvents, PublishedPage, PublishedQuery } from './published-events';

/** What was published later is still on its way through the broker; to bring it is not the audit's business yet. */
const SETTLED_AFTER_SECONDS = 30;

/** Older than this an inbox may have forgotten an event: a day less than it remembers, whatever the clocks show. */
const OLDEST_DAYS = 13;

/** A sidecar passes on up to 4 MiB. */
const MAX_ANSWER_BYTES = 1_024 * 1_024;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface Position {
  readonly tx: number;
  readonly id: string;
}

/**
 * What this database's outbox has published. A position is the id of the transaction that marked an event as published,
 * and the id of the event: no clock, and no id that was made before its commit, decides what was listed already.
 *
 * Nothing is jumped over. PostgreSQL hands out transaction ids in order, and tells the oldest that is still running
 * (`pg_snapshot_xmin`): whatever is older has ended, so what it marked is visible, and nothing can be added to it. A list
 * ends before that transaction. It also ends before the oldest transaction that marked something less than 30 seconds
 * ago; a clock that jumps makes that end come sooner or later, which delays the audit or brings it forward.
 *
 * A position beyond any transaction there was is from another life of the database, such as one that was restored into
 * a new server: the list begins at the beginning then, which costs time but harms nobody.
 */
export const readOutbox = (em: EntityManager, source: string): PublishedEvents => ({
  async list(query) {
    const { horizon, newest } = await readHorizon(em.fork());
    const asked = parse(query.after);
    const after = asked.tx > newest ? parse(undefined) : asked;
    if (after.tx >= horizon) return { ids: [], position: toText(after), hasMore: false };
    return readPage(em.fork(), query, after, horizon);
  },

  async fetch(ids) {
    const messages = await em
      .fork()
      .find(
        OutboxMessageSchema,
        { id: { $in: [...ids] }, publishedAt: { $ne: null } },
        { orderBy: { id: 'asc' } },
      );
    return cutToSize(messages.map((message) => toCloudEvent(message, source)));
  },
});

/** @returns the first transaction of which not everything can be told yet, and the newest that there may have been */
async function readHorizon(em: EntityManager): Promise<{ horizon: number; newest: number }> {
  const [row] = await em.execute<{ horizon: string; newest: string }[]>(
    `with young as materialized (
       select published_tx from outbox where published_at > now() - make_interval(secs => ?))
     select least(pg_snapshot_xmin(pg_current_snapshot())::text::bigint, (select min(published_tx) from young)) as horizon,
            pg_snapshot_xmax(pg_current_snapshot())::text::bigint as newest`,
    [SETTLED_AFTER_SECONDS],
  );
  return { horizon: Number(row?.horizon), newest: Number(row?.newest) };
}

async function readPage(
  em: EntityManager,
  { topics, maxAgeSeconds, limit }: PublishedQuery,
  after: Position,
  horizon: number,
): Promise<PublishedPage> {
  const rows = await em.execute<{ id: string; published_tx: string }[]>(
    `select id, published_tx from outbox
      where (published_tx, id) > (?::bigint, ?::uuid) and published_tx < ?
        and topic in (${topics.map(() => '?').join(', ')}) and created_at > now() - make_interval(days => ?)
        ${maxAgeSeconds === undefined ? '' : 'and published_at > now() - make_interval(secs => ?)'}
      order by published_tx, id limit ?`,
    [
      after.tx,
      after.id,
      horizon,
      ...topics,
      OLDEST_DAYS,
      ...(maxAgeSeconds === undefined ? [] : [maxAgeSeconds]),
      limit,
    ],
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    ids: rows.map(({ id }) => id),
    // Behind the last page there is nothing of any topic: what others are interested in is not read again.
    position: toText(last ? { tx: Number(last.published_tx), id: last.id } : { tx: horizon, id: FIRST_ID }),
    hasMore: last !== undefined,
  };
}

function cutToSize(events: CloudEvent[]): CloudEvent[] {
  let bytes = 0;
  return events.filter((event, index) => {
    bytes += Buffer.byteLength(JSON.stringify(event));
    return index === 0 || bytes <= MAX_ANSWER_BYTES;
  });
}

const toText = ({ tx, id }: Position): string => `${tx}:${id}`;

function parse(position: string | undefined): Position {
  const [tx, id] = position?.split(':') ?? [];
  return { tx: Number(tx ?? 0), id: id ?? FIRST_ID };
}
