import type { EntityManager } from '@mikro-orm/postgresql';
import { inTrace } from '@sidecart/platform';
import type { Logger } from '@sidecart/platform';
import { lockOrder } from './lock-order';
import { noteOnTimeline } from './note-on-timeline';
import type { HoldExtension, ProductCatalogue } from './ports';

const BATCH_SIZE = 20;

interface DueHold {
  readonly id: string;
  readonly until: string;
  readonly attempts: number;
  readonly traceparent: string | null;
}

export interface HoldDeps {
  readonly em: EntityManager;
  readonly catalogue: ProductCatalogue;
  readonly now: () => Date;
  readonly log: Logger;
}

/**
 * Asks product to hold the stock of orders longer that wait longer for their payment. While product does not answer it is
 * asked again, ever less often; the order goes on meanwhile, since product asks before it lets go of anything.
 *
 * @returns how many holds were to be extended
 */
export async function extendHolds(deps: HoldDeps): Promise<number> {
  const due = await claimDue(deps.em, deps.now());
  for (const hold of due) await inTrace(hold.traceparent, () => extend(deps, hold));
  return due.length;
}

/** Takes what is due for this replica alone until it is due again: 10 s later, and ever later up to five minutes. */
async function claimDue(em: EntityManager, now: Date): Promise<DueHold[]> {
  return em.fork().execute(
    `update orders set hold_extension_attempts = hold_extension_attempts + 1,
            hold_extension_due_at = ?::timestamptz
              + least(interval '10 seconds' * (2 ^ least(hold_extension_attempts, 10)), interval '5 minutes')
      where id in (select id from orders where hold_extension_due_at <= ?
                    order by hold_extension_due_at limit ${BATCH_SIZE} for update skip locked)
     returning id, hold_until as until, hold_extension_attempts as attempts, traceparent`,
    [now, now],
  );
}

async function extend({ em, catalogue, now, log }: HoldDeps, hold: DueHold): Promise<void> {
  const until = new Date(hold.until);
  const outcome = await catalogue
    .extendHold(hold.id, until)
    .catch((error: unknown): HoldExtension | 'failed' => {
      log.warn('hold not extended', { orderId: hold.id, attempts: hold.attempts, error });
      return 'failed';
    });
  await em.fork().transactional(async (tx) => {
    const order = await lockOrder(tx, hold.id);
    noteOnTimeline(tx, order.id, { kind: 'hold', at: now(), detail: outcome });
    const isAnswered = outcome !== 'failed' && order.holdUntil?.getTime() === until.getTime();
    if (isAnswered) order.holdExtensionDueAt = null;
  });
}
