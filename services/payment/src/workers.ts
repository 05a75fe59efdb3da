import { startPooledWorker } from '@sidecart/platform';
import type { Wake, WorkerDeps } from './deps';
import { chargePayment, claimCharges } from './use-cases/make-charges';
import { claimRefunds, makeRefund } from './use-cases/make-refunds';

const POLL_INTERVAL_MS = 500;
const CONCURRENCY = 8;

export interface PaymentWorkers {
  readonly wake: Wake;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

/** Starts what talks to the providers: one worker makes charges, one refunds. */
export function startPaymentWorkers(parts: Omit<WorkerDeps, 'wake'>): PaymentWorkers {
  const common = { intervalMs: POLL_INTERVAL_MS, concurrency: CONCURRENCY, log: parts.log };
  const wakeRefunds = () => refunds.wake();
  const deps: WorkerDeps = { ...parts, wake: { refunds: wakeRefunds } };
  const refunds = startPooledWorker({
    ...common,
    name: 'refunds',
    claim: (limit) => claimRefunds(parts.em.fork(), limit),
    handle: (claim) => makeRefund(deps, claim),
  });
  const charges = startPooledWorker({
    ...common,
    name: 'charges',
    claim: (limit) => claimCharges(parts.em.fork(), limit),
    handle: (claim) => chargePayment(deps, claim),
  });
  return {
    wake: { charges: () => charges.wake(), refunds: wakeRefunds },
    async stop() {
      await Promise.all([charges.stop(), refunds.stop()]);
    },
  };
}
