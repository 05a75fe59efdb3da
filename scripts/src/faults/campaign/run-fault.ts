import { setTimeout as delay } from 'node:timers/promises';
import { placeOrder, readOrder } from '../../prove/goods';
import { expectSuccess } from '../../prove/person';
import type { CastBuyer } from '../traffic/cast';
import type { Fault } from '../catalogue/fault';
import { runExtraTraffic } from '../traffic/extra-traffic';
import { checkBooks } from './check-books';
import type { PlannedFault } from './plan';
import { measureRecovery, type Recovery } from './recovery';
import type { FaultOutcome, Stage } from './stage';
import { warmCache, watch } from './watch';

const POLL_MS = 100;
const RECOVERY_TIMEOUT_MS = 90_000;

/** Lets something go wrong while orders run, puts it right, and looks at what came of it. */
export async function runFault(stage: Stage, planned: PlannedFault): Promise<FaultOutcome> {
  const { observer, shoppers, visitors, signal } = stage;
  const { fault, orders } = planned;
  const skipped = fault.whyNot?.(stage.shop);
  if (skipped !== undefined) {
    return { fault: fault.name, orders: 0, refused: 0, recoveryMs: undefined, violations: [], skipped };
  }
  const [placedBefore, faultsBefore] = [shoppers.placed.length, visitors.faults.length];
  const { gatewayIsVictim = false, nothingRefused = false } = fault.meanwhile ?? {};
  await fault.prepare?.(stage.shop);
  observer.begin({ gatewayIsVictim, nothingRefused });
  await visitors.open(true);
  const shopping = shoppers.begin(orders, signal);
  const { recovery, unseen } = await disturb(stage, planned);
  observer.forgive({ gatewayIsVictim: false, nothingRefused });
  const extra = await doExtra(stage, planned);
  await shopping;
  await shoppers.finish();
  await visitors.open(false);
  await fault.tidyUp?.(stage.shop);
  const { refused, lost } = observer.counts();
  return {
    fault: fault.name,
    orders: shoppers.placed.length - placedBefore,
    refused: refused + lost,
    recoveryMs: recovery.missing.length > 0 ? undefined : recovery.ms,
    violations: [
      ...observer.wrongs(),
      ...unseen,
      ...describeRecovery(recovery, goalOf(stage, fault)),
      ...extra,
      ...visitors.faults.slice(faultsBefore),
      ...(await checkBooks(stage, shoppers.placed.slice(placedBefore))),
      ...(await stage.writes.repeat(stage.writes.takeNew())),
    ],
  };
}

const goalOf = ({ patience, shop }: Stage, { slower }: Fault): number =>
  slower?.sets.includes(shop.set) ? slower.seconds * 1_000 : patience.recoveryMs;

function describeRecovery({ ms, readyMs, confirmedMs, missing }: Recovery, goalMs: number): string[] {
  if (missing.length > 0) return missing.map((what) => `not recovered: ${what}`);
  if (ms <= goalMs) return [];
  const after = (time = 0) => `${(time / 1_000).toFixed(1)} s`;
  return [
    `recovered late: all ready after ${after(readyMs)}, an order confirmed after ${after(confirmedMs)}`,
  ];
}

async function doExtra({ cast, shoppers }: Stage, { extra }: PlannedFault): Promise<string[]> {
  const faults: string[] = [];
  for (const kind of extra) {
    faults.push(...(await runExtraTraffic(kind, { cast, expect: (order) => shoppers.expect(order) })));
  }
  return faults;
}

async function disturb(
  stage: Stage,
  { fault, afterOrders }: PlannedFault,
): Promise<{ recovery: Recovery; unseen: string[] }> {
  const { shop, shoppers, random, signal } = stage;
  const startAt = shoppers.begun + afterOrders;
  while (shoppers.begun < startAt && !signal.aborted) await delay(POLL_MS);
  if (fault.meanwhile?.cachedReadsGoOn) await warmCache();
  const failedToInject = await attempt(() => fault.inject(shop, random));
  const unseen = await watch(shop, fault.meanwhile ?? {}, fault.lastsMs);
  const failedToHeal = await attempt(() => fault.heal(shop));
  const recovery = await measureRecovery(
    {
      unready: () => shop.unready(),
      confirmOrder: (abort) => confirmOrder(stage, abort),
      now: () => performance.now(),
      pause: () => delay(POLL_MS),
    },
    RECOVERY_TIMEOUT_MS,
  );
  return { recovery, unseen: [...failedToInject, ...unseen, ...failedToHeal] };
}

/** The fault itself may fail: then the campaign has shown nothing, and must say so. */
async function attempt(work: () => Promise<void> | void): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [`the fault itself failed: ${(error as Error).message}`];
  }
}

async function confirmOrder({ cast }: Stage, abort: AbortSignal): Promise<void> {
  const buyer = cast.buyers[0] as CastBuyer;
  const { id } = await expectSuccess(placeOrder(buyer, { productId: String(cast.productIds[0]) }));
  while (!abort.aborted && (await readOrder(buyer, id)).status === 'pending') await delay(POLL_MS);
}
