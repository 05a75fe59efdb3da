import type { CloudEvent } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { createEvent, missing, publish } from '../stand/events';
import { note } from '../stand/note';
import { PROMISED } from '../stand/promises';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';
const PUBLISHERS = 4;
const ENOUGH = 50;
const RECOVERY_MS = 60_000;
/** How long a set that may not heal by itself is given to do so all the same. */
const PATIENCE_MS = 15_000;

/** What becomes of events when the broker fails. */
export function brokerFailures(getStand: () => Stand): void {
  let session: Session;
  let order: Member;
  let payment: Member;

  beforeAll(async () => {
    session = getStand().openSession();
    [order, payment] = await Promise.all([session.add('order'), session.add('payment')]);
  });

  afterAll(() => session.close());

  test.each([
    ['is restarted', 'stop', false],
    ['is killed', 'kill', false],
    ['loses its memory', 'kill', true],
  ] as const)(
    'when the broker %s in the middle of a flow, it is used again and has lost no more than the set says',
    async (_, end, wiped) => {
      const { broker } = getStand().servers;
      const flow = startFlow(order);
      try {
        await flow.reaches(ENOUGH);
        await broker[end]();
        if (wiped) broker.wipe();
        await broker.start();
        const startedAt = Date.now();
        const since = () =>
          flow.acknowledged.filter(({ begunAt }) => begunAt >= startedAt).map(({ event }) => event);
        const isUsed = () => {
          expect(since().length).toBeGreaterThan(ENOUGH);
          expect(missing(payment, since().slice(0, ENOUGH)).length).toBe(0);
        };
        await usedAgain(isUsed);
        note(`used again after ${seconds(Date.now() - startedAt)}`);
        await flow.stop();
        const all = flow.acknowledged.map(({ event }) => event);
        // What was acknowledged before the broker forgot everything is for the event audit of the services.
        const mustArrive = wiped ? since() : all;
        await eventually(
          () => expect(missing(payment, mustArrive).length).toBeLessThanOrEqual(PROMISED.lostInFlight),
          60_000,
        );
        note(`${missing(payment, all).length} of ${all.length} lost`);
      } finally {
        await flow.stop();
      }
    },
  );

  /** Waits until events pass again; where the set says so, with a restart of the sidecars if nothing else helps. */
  async function usedAgain(isUsed: () => void): Promise<void> {
    if (PROMISED.healsAfterBroker) return eventually(isUsed, RECOVERY_MS);
    const heals = await eventually(isUsed, PATIENCE_MS).then(
      () => true,
      () => false,
    );
    if (heals) return;
    await Promise.all([order, payment].map(({ sidecar }) => sidecar.kill()));
    await Promise.all([order, payment].map(({ sidecar }) => sidecar.start()));
    note('a sidecar had to be restarted');
    await eventually(isUsed, RECOVERY_MS);
  }
}

interface Flow {
  /** What the broker has taken so far, and when it was first offered (milliseconds since 1970). */
  readonly acknowledged: readonly { readonly event: CloudEvent; readonly begunAt: number }[];
  reaches(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Publishes event after event, each once, and remembers which were acknowledged. */
function startFlow(publisher: Member): Flow {
  const acknowledged: { event: CloudEvent; begunAt: number }[] = [];
  let isStopped = false;
  const publishers = Array.from({ length: PUBLISHERS }, async () => {
    while (!isStopped) {
      const event = createEvent(TOPIC);
      const begunAt = Date.now();
      await publish(publisher, event).then(
        () => acknowledged.push({ event, begunAt }),
        () => new Promise((resolve) => setTimeout(resolve, 100)),
      );
    }
  });
  return {
    acknowledged,
    reaches: (count) => eventually(() => expect(acknowledged.length).toBeGreaterThanOrEqual(count), 60_000),
    async stop() {
      isStopped = true;
      await Promise.all(publishers);
    },
  };
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
