import { setMaxListeners } from 'node:events';
import type { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { exchange, type WholeRequest } from '../proxy/exchange';
import { planDeliveries, type StormOptions } from './delivery-plan';
import { noCounts, type StormCounts } from './storm-counts';

/** What the service answered to one copy. */
export interface CopyAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Copier {
  readonly counts: StormCounts;
  /** Delivers all copies. @returns the answer to the first; undefined when the service did not give one */
  deliver(delivery: WholeRequest): Promise<CopyAnswer | undefined>;
  /** Delivers what is left at once, and resolves when all is answered. */
  finish(): Promise<void>;
}

/** Makes the copies of the events for one service and delivers them by the plan. */
export function createCopier(consumer: string, port: number, agent: Agent, options: StormOptions): Copier {
  const counts = noCounts();
  const ordinals = new Map<string, number>();
  const hurry = new AbortController();
  // Every copy listens to it; a burst of them is no leak.
  setMaxListeners(0, hurry.signal);
  const underWay = new Set<Promise<unknown>>();
  let arrivals = 0;
  let latestDelivered = 0;

  async function answerTo(delivery: WholeRequest): Promise<CopyAnswer> {
    const { status, body } = await exchange({ agent, port }, delivery);
    return { status, body: body.toString() };
  }

  async function deliverOne(
    delivery: WholeRequest,
    arrival: number,
    delayMs: number,
  ): Promise<CopyAnswer | undefined> {
    counts.pending += 1;
    // The end of the storm cuts the wait short: the copy is delivered all the same.
    await delay(delayMs, undefined, { signal: hurry.signal }).catch(() => undefined);
    if (arrival < latestDelivered) counts.overtakings += 1;
    latestDelivered = Math.max(latestDelivered, arrival);
    const answer = await answerTo(delivery).catch(() => undefined);
    const verdict = verdictOf(answer);
    counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1;
    counts.pending -= 1;
    return answer;
  }

  return {
    counts,
    async deliver(delivery) {
      const ordinal = (ordinals.get(delivery.path) ?? 0) + 1;
      ordinals.set(delivery.path, ordinal);
      counts.events += 1;
      const arrival = (arrivals += 1);
      const copies = planDeliveries(options, consumer, delivery.path, ordinal).map((delayMs) => {
        const copy = deliverOne(delivery, arrival, delayMs);
        underWay.add(copy);
        void copy.finally(() => underWay.delete(copy));
        return copy;
      });
      return copies[0];
    },
    async finish() {
      hurry.abort();
      await Promise.all(underWay);
    },
  };
}

/** The verdict that Dapr would read from an answer. */
function verdictOf(answer: CopyAnswer | undefined): string {
  if (answer?.status !== 200) return answer === undefined ? 'failed' : String(answer.status);
  try {
    return (JSON.parse(answer.body) as { status: string }).status;
  } catch {
    return 'failed';
  }
}
