import { startPooledWorker, type Worker } from '@sidecart/platform';
import type { DeliveryDeps } from './deps';
import { claimNotifications, deliverNotification } from './use-cases/deliver-notifications';
import type { SendingChannel } from './use-cases/ports';

const POLL_INTERVAL_MS = 500;
const CONCURRENCY = 4;
const SENDING_CHANNELS: readonly SendingChannel[] = ['email', 'sms', 'push'];

export type Delivery = Pick<Worker, 'wake' | 'stop'>;

/** Starts what delivers the queued notifications: a worker for each channel, so that none waits for another. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const workers = SENDING_CHANNELS.map((channel) =>
    startPooledWorker({
      name: `deliveries by ${channel}`,
      intervalMs: POLL_INTERVAL_MS,
      concurrency: CONCURRENCY,
      log: deps.log,
      async claim(limit) {
        await deps.templates.publish();
        return claimNotifications(deps.em.fork(), channel, limit);
      },
      handle: (claim) => deliverNotification(deps, claim),
    }),
  );
  return {
    wake() {
      for (const worker of workers) worker.wake();
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
