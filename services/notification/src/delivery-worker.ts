import { startPooledWorker, type Worker } from '@sidecart/platform';
import type { DeliveryDeps } from './deps';
import { claimNotifications, deliverNotification } from './use-cases/deliver-notifications';

const POLL_INTERVAL_MS = 500;
const CONCURRENCY = 4;

/** Starts what delivers the queued notifications. */
export function startDelivery(deps: DeliveryDeps): Worker {
  return startPooledWorker({
    name: 'deliveries',
    intervalMs: POLL_INTERVAL_MS,
    concurrency: CONCURRENCY,
    log: deps.log,
    async claim(limit) {
      await deps.templates.publish();
      return claimNotifications(deps.em.fork(), limit);
    },
    handle: (claim) => deliverNotification(deps, claim),
  });
}
