import type { MikroORM } from '@mikro-orm/postgresql';

/**
 * The outbox relay looks for events all the time, and tells what it published; an event that is written is a statement of
 * whoever writes it.
 */
const OF_THE_RELAY = /^(?:select|update)\b[^]*\boutbox\b|^insert\b[^]*\bfrom outbox\b/i;

/**
 * Counts the statements that some work sends to the database, without those that open and end a transaction and without
 * the relay's. Nothing else may be under way on the service meanwhile.
 */
export async function countStatements(
  { orm }: { readonly orm: MikroORM },
  work: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const before = orm.config.get('onQuery');
  orm.config.set('onQuery', (sql, params) => {
    if (!OF_THE_RELAY.test(sql)) count += 1;
    return before(sql, params);
  });
  try {
    await work();
  } finally {
    orm.config.set('onQuery', before);
  }
  return count;
}
