import { say } from '../../progress';
import { createRandom } from '../random';
import { useShop } from '../../shop-client';
import type { Shop } from '../shop/shop';
import { createAcknowledgedWrites } from '../traffic/acknowledged';
import { gatherCast } from '../traffic/cast';
import { balanceLoad } from '../traffic/load-balancer';
import { createObserver } from '../traffic/observer';
import { createShoppers } from '../traffic/shoppers';
import { createVisitors } from '../traffic/visitors';
import { SERVER_PORTS } from '../shop/shop-places';
import { describeOutcome } from './report';
import { findLateFaults } from './final-check';
import type { PlannedFault } from './plan';
import { runFault } from './run-fault';
import type { FaultOutcome, Patience, Stage } from './stage';

/** So that the shop is busy and, on two cores, never full. */
const ORDERS_PER_SECOND = 4;

/** Gathers everybody who takes part. */
export async function setStage(
  shop: Shop,
  { seed, patience, signal }: { seed: string; patience: Patience; signal: AbortSignal },
): Promise<Stage> {
  const observer = createObserver(balanceLoad(() => shop.gatewayUrls(), signal));
  useShop({
    gatewayUrl: shop.instance('gateway').url,
    inboxUrl: `http://127.0.0.1:${SERVER_PORTS.inbox}`,
    send: observer.send,
  });
  const cast = await gatherCast();
  const writes = createAcknowledgedWrites();
  return {
    shop,
    cast,
    observer,
    writes,
    signal,
    patience,
    knownRows: new Set(),
    random: createRandom(seed, 'faults'),
    shoppers: createShoppers({
      cast,
      writes,
      random: createRandom(seed, 'shoppers'),
      ordersPerSecond: ORDERS_PER_SECOND,
    }),
    visitors: createVisitors(cast, createRandom(seed, 'visitors'), writes),
  };
}

/** Runs one fault after the other, and looks at everything once more in the end. */
export async function runCampaign(stage: Stage, plan: readonly PlannedFault[]): Promise<FaultOutcome[]> {
  const outcomes: FaultOutcome[] = [];
  for (const [index, planned] of plan.entries()) {
    if (stage.signal.aborted) break;
    const outcome = await runFault(stage, planned);
    outcomes.push(outcome);
    say(`  ${String(index + 1).padStart(3)}/${plan.length}  ${describeOutcome(outcome)}`);
  }
  if (stage.signal.aborted) return outcomes;
  const last = await findLateFaults(stage);
  outcomes.push(last);
  say(`           ${describeOutcome(last)}`);
  return outcomes;
}
