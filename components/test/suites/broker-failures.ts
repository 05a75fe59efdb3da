import type { CloudEvent } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { createEvent, missing, publish } from '../stand/events';
import { note } from '../stand/note';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';
const PUBLISHERS = 4;
const ENOUGH = 50;

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
    'when the broker %s in the middle of a flow, it is used again by itself',
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
        await eventually(() => expect(since().length).toBeGreaterThan(0), 60_000);
        const takenMs = Date.now() - startedAt;
        const [first] = since();
        await eventually(() => expect(missing(payment, [first!]).length).toBe(0), 60_000);
        const deliveredMs = Date.now() - startedAt;
        await eventually(() => expect(since().length).toBeGreaterThan(ENOUGH), 60_000);
        await flow.stop();
        const all = flow.acknowledged.map(({ event }) => event);
        // What was acknowledged before the broker forgot everything is for the event audit of the services.
        await eventually(() => expect(missing(payment, wiped ? since() : all).length).toBe(0), 60_000);
        const lost = missing(payment, all).length;
        note(`taken again after ${seconds(takenMs)}, delivered after ${seconds(deliveredMs)}`);
        note(wiped ? `${lost} of ${all.length} lost` : `all there after ${seconds(Date.now() - startedAt)}`);
      } finally {
        await flow.stop();
      }
    },
  );
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
