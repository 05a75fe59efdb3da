import { LockMode } from '@mikro-orm/postgresql';
import { startWorker, type Logger, type Worker } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';
import { Payment } from '../domain/payment';
import { moveLocked } from './change-payment';

const POLL_INTERVAL_MS = 200;
const BATCH_SIZE = 20;

/** Lets the payments that are processing come to their end when their time has come. */
export const startSettlement = (deps: SandboxDeps, log: Logger): Worker =>
  startWorker({
    name: 'settlement',
    intervalMs: POLL_INTERVAL_MS,
    log,
    run: () => settleDue({ ...deps, em: deps.em.fork() }),
  });

async function settleDue(deps: SandboxDeps): Promise<number> {
  const count = await deps.em.transactional(async (em) => {
    const due = await em.find(
      Payment,
      { settleAt: { $lte: deps.now() } },
      { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, limit: BATCH_SIZE, orderBy: { settleAt: 'asc' } },
    );
    for (const payment of due) {
      await moveLocked(deps, em, payment, (waiting, card, now) => {
        if (card.decline === undefined) waiting.accept(card, now);
        else waiting.decline(card.decline, now);
      });
    }
    return due.length;
  });
  if (count > 0) deps.wake.webhooks();
  return count;
}
