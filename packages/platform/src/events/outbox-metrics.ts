import type { EntityManager } from '@mikro-orm/postgresql';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { NoteOutcome } from './relay';

/**
 * Adds to a registry how far the outbox lags behind, asked of the database at each scrape, and what becomes of its
 * events. While the database does not answer, the lag has no value.
 *
 * @returns what the relay reports its outcomes to
 */
export function observeOutbox(registry: Registry, em: EntityManager): NoteOutcome {
  let reading: Promise<Lag> | undefined;
  // Both gauges of one scrape share one question.
  const askLag = () => (reading ??= readLag(em).finally(() => (reading = undefined)));
  new Gauge({
    name: 'outbox_unpublished_events',
    help: 'Events in the outbox that are not published yet.',
    registers: [registry],
    async collect() {
      this.set((await askLag()).count);
    },
  });
  new Gauge({
    name: 'outbox_oldest_unpublished_age_seconds',
    help: 'Age of the oldest event that is not published yet; 0 when there is none.',
    registers: [registry],
    async collect() {
      this.set((await askLag()).ageSeconds);
    },
  });
  const outcomes = new Counter({
    name: 'outbox_publishes_total',
    help: 'Attempts to publish an event, by whether the broker took it.',
    labelNames: ['topic', 'outcome'],
    registers: [registry],
  });
  return (topic, published, failed) => {
    outcomes.inc({ topic, outcome: 'published' }, published);
    outcomes.inc({ topic, outcome: 'failed' }, failed);
  };
}

interface Lag {
  readonly count: number;
  readonly ageSeconds: number;
}

async function readLag(em: EntityManager): Promise<Lag> {
  try {
    const [row] = await em.fork().execute<{ count: number; age_seconds: number }[]>(
      `select count(*)::int as count,
              coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age_seconds
         from outbox where published_at is null`,
    );
    return { count: row?.count ?? NaN, ageSeconds: row?.age_seconds ?? NaN };
  } catch {
    // A scrape must not fail because the database does; that it does is seen elsewhere.
    return { count: NaN, ageSeconds: NaN };
  }
}
