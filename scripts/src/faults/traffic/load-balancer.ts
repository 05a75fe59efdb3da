import { setTimeout as delay } from 'node:timers/promises';

const LOOK_INTERVAL_MS = 200;
const LOOK_TIMEOUT_MS = 2_000;

/**
 * Leads each request to a gateway that says that it is ready, in turn, as a load balancer before the shop does. To a
 * gateway that is the only one it leads in any case.
 *
 * @param urls of the gateways there are at the moment
 * @returns gives the address for the next request
 */
export function balanceLoad(urls: () => readonly string[], signal: AbortSignal): () => string {
  let ready: readonly string[] = [];
  let turn = 0;

  async function look(): Promise<void> {
    while (!signal.aborted) {
      const all = urls();
      if (all.length > 1) {
        const states = await Promise.all(all.map(saysReady));
        ready = all.filter((_, index) => states[index]);
      } else ready = all;
      await delay(LOOK_INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  void look();
  return () => {
    const choice = ready.length > 0 ? ready : urls();
    turn += 1;
    return String(choice[turn % choice.length]);
  };
}

async function saysReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
