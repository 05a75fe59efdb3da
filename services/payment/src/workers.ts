import { inTrace, startPooledWorker, startWorker } from '@sidecart/platform';
import type { Wake, WorkerDeps } from './deps';
import { advancePayment } from './use-cases/advance-payments';
import { claimPayments } from './use-cases/claim-payments';
import { claimRefunds, makeRefund } from './use-cases/make-refunds';
import { pruneWebhooks } from './use-cases/prune-webhooks';

const POLL_INTERVAL_MS = 500;
const PRUNE_INTERVAL_MS = 60 * 60_000;
const CONCURRENCY = 8;

export interface PaymentWorkers {
  readonly wake: Wake;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

/** Starts what talks to the providers: one worker takes payments to their end, one makes refunds. Another forgets old webhooks. */
export function startPaymentWorkers(parts: Omit<WorkerDeps, 'wake'>): PaymentWorkers {
  const common = { intervalMs: POLL_INTERVAL_MS, concurrency: CONCURRENCY, log: parts.log };
  const wakeRefunds = () => refunds.wake();
  const deps: WorkerDeps = { ...parts, wake: { refunds: wakeRefunds } };
  const refunds = startPooledWorker({
    ...common,
    name: 'refunds',
    claim: (limit) => claimRefunds(parts.em.fork(), limit),
    handle: (claim) => inTrace(claim.traceparent, () => makeRefund(deps, claim)),
  });
  const payments = startPooledWorker({
    ...common,
    name: 'payments',
    claim: (limit) => claimPayments(parts.em.fork(), limit),
    handle: (claim) => inTrace(claim.traceparent, () => advancePayment(deps, claim)),
  });
  const pruning = startWorker({
    name: 'webhook pruning',
    intervalMs: PRUNE_INTERVAL_MS,
    log: parts.log,
    run: () => pruneWebhooks(parts.em.fork(), parts.now()),
  });
  return {
    wake: { payments: () => payments.wake(), refunds: wakeRefunds },
    async stop() {
      await Promise.all([payments.stop(), refunds.stop(), pruning.stop()]);
    },
  };
}
