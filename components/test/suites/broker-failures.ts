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
      await flow.reaches(ENOUGH);
      await broker[end]();
      if (wiped) broker.wipe();
      const before = [...flow.acknowledged];
      await broker.start();
      const startedAt = Date.now();
      await flow.reaches(before.length + 1);
      const publishedMs = Date.now() - startedAt;
      const first = flow.acknowledged[before.length]!;
      await eventually(() => expect(missing(payment, [first]).length).toBe(0), 60_000);
      const deliveredMs = Date.now() - startedAt;
      await flow.reaches(before.length + ENOUGH);
      await flow.stop();
      const mustArrive = wiped ? flow.acknowledged.slice(before.length) : flow.acknowledged;
      await eventually(() => expect(missing(payment, mustArrive).length).toBe(0), 60_000);
      const allMs = Date.now() - startedAt;
      const lost = missing(payment, flow.acknowledged).length;
      note(`taken again after ${seconds(publishedMs)}, delivered after ${seconds(deliveredMs)}`);
      note(wiped ? `${lost} of ${flow.acknowledged.length} lost` : `all there after ${seconds(allMs)}`);
    },
  );
}

interface Flow {
  /** What the broker has taken so far. */
  readonly acknowledged: readonly CloudEvent[];
  reaches(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Publishes event after event, each once, and remembers which were acknowledged. */
function startFlow(publisher: Member): Flow {
  const acknowledged: CloudEvent[] = [];
  let isStopped = false;
  const publishers = Array.from({ length: PUBLISHERS }, async () => {
    while (!isStopped) {
      const event = createEvent(TOPIC);
      await publish(publisher, event).then(
        () => acknowledged.push(event),
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
