import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from '@sinclair/typebox';
import { v7 as uuidv7 } from 'uuid';
import type { NotificationDeps } from '../deps';
import { Notification } from '../domain/notification';
import { requireFit } from '../templates/require-fit';
import { stockLowTemplate } from '../templates/stock-low';

type Item = Static<typeof stockLowTemplate.variables>['items'][number];

/** What runs low within so long is told by one mail, at its end. */
const COLLECT_MS = 15 * 60_000;

/** What was told is not told again for so long. */
const TELL_AGAIN_HOURS = 24;

/** How much one mail tells; what runs low beyond that is not told before it runs low again. */
const MAX_ITEMS = 200;

/**
 * Tells the staff what ran low, without a mail for each piece: a variant whose stock goes up and down is told once a day, and
 * all that happens within a quarter of an hour is one mail. What ran low
 * more than a day ago is no news.
 *
 * @param em the transaction of the event
 */
export async function reportLowStock(
  em: EntityManager,
  deps: NotificationDeps,
  item: Item,
  at: Date,
): Promise<void> {
  requireFit(stockLowTemplate, { items: [item] });
  if (deps.now().getTime() - at.getTime() > TELL_AGAIN_HOURS * 3_600_000) return;
  // One at a time: a mail is collected by reading and writing, and its sending waits for the lock on the row.
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('stock-low', 0))`);
  if (await wasTold(em, deps.now(), item)) return;
  const open = await em.execute<{ id: string }[]>(
    `update notifications set variables = jsonb_set(variables, '{items}', (variables -> 'items') || ?::jsonb)
     where id = (select id from notifications where kind = 'stock-low' and status = 'queued' and attempts = 0
                   and resends = 0 and next_attempt_at > ? order by id desc limit 1 for update)
       and jsonb_array_length(variables -> 'items') < ? and status = 'queued' and attempts = 0
     returning id`,
    [JSON.stringify([item]), deps.now(), MAX_ITEMS],
  );
  if (open.length === 0) await openMail(em, deps.now(), item);
}

async function wasTold(em: EntityManager, now: Date, { variantId }: Item): Promise<boolean> {
  const since = new Date(now.getTime() - TELL_AGAIN_HOURS * 3_600_000);
  const told = await em.execute<unknown[]>(
    `select 1 from notifications where kind = 'stock-low' and created_at > ? and variables @> ?::jsonb limit 1`,
    [since, JSON.stringify({ items: [{ variantId }] })],
  );
  return told.length > 0;
}

async function openMail(em: EntityManager, now: Date, item: Item): Promise<void> {
  const id = uuidv7();
  await em.insert(Notification, {
    ...{ id, factKey: `product.stock-low:${id}`, userId: null, kind: 'stock-low', channel: 'email' },
    revision: stockLowTemplate.revision,
    variables: { items: [item] },
    status: 'queued',
    attempts: 0,
    resends: 0,
    nextAttemptAt: new Date(now.getTime() + COLLECT_MS),
    createdAt: now,
    sentAt: null,
    readAt: null,
  });
}
