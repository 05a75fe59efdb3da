import type { CloudEvent } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { createEvent, createEvents, deliveriesOf, missing, publish } from '../stand/events';
import { note, secondsSince } from '../stand/note';
import { PROMISED } from '../stand/promises';
import type { Delivery } from '../stand/recording-app';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';

/** What events of one subject and replicas of one service can expect of each other. */
export function orderAndReplicas(getStand: () => Stand): void {
  let session: Session;
  let order: Member;
  let first: Member;

  beforeAll(async () => {
    session = getStand().openSession();
    [order, first] = await Promise.all([session.add('order'), session.add('payment')]);
    const warmUp = createEvent(TOPIC);
    await publish(order, warmUp);
    await eventually(() => expect(missing(first, [warmUp])).toEqual([]), 30_000);
  });

  afterAll(() => session.close());

  beforeEach(() => {
    first.app.verdict = () => 'SUCCESS';
  });

  test('events of one subject come in their order where the set promises it, and overtake one another elsewhere', async () => {
    const [slow, ...others] = createEvents(TOPIC, 5, { subject: 'one order' });
    let finish: (() => void) | undefined;
    first.app.verdict = ({ event }) =>
      event.id === slow!.id ? new Promise((resolve) => (finish = () => resolve('SUCCESS'))) : 'SUCCESS';
    await publish(order, slow!);
    await eventually(() => expect(finish).toBeDefined());
    for (const event of others) await publish(order, event);
    if (PROMISED.orderPerKey) {
      // Something of another subject passes, so the broker is not just slow.
      const strangers = scattered(20);
      await publish(order, ...strangers);
      await eventually(() => expect(missing(first, strangers).length).toBeLessThan(strangers.length));
      expect(missing(first, others).length).toBe(others.length);
    } else {
      await eventually(() => expect(missing(first, others).length).toBe(0));
    }
    finish?.();
    await eventually(() => expect(missing(first, others).length).toBe(0));
    const numbers = others.map((event) => first.app.ids().indexOf(event.id));
    if (PROMISED.orderPerKey) expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    note(PROMISED.orderPerKey ? 'in order' : 'overtaken, as documented');
  });

  test('many events of few subjects, published in bulk, come in order where the set promises it and all come elsewhere', async () => {
    const subjects = ['one', 'two', 'three', 'four'];
    const events = createEvents(TOPIC, 200).map((event, index) => ({
      ...event,
      subject: subjects[index % 4]!,
    }));
    await publish(order, ...events.slice(0, 100));
    await publish(order, ...events.slice(100));
    await eventually(() => expect(missing(first, events).length).toBe(0), 30_000);
    const place = new Map(first.app.ids().map((id, index) => [id, index]));
    const swapped = subjects.flatMap((subject) =>
      events
        .filter((event) => event.subject === subject)
        .filter((event, index, own) => index > 0 && place.get(event.id)! < place.get(own[index - 1]!.id)!),
    );
    note(swapped.length === 0 ? 'none out of order' : `${swapped.length} of 200 out of order, as documented`);
    if (PROMISED.orderPerKey) expect(swapped.length).toBe(0);
  });

  describe('a second replica', () => {
    let second: Member;

    beforeEach(async () => {
      second = await session.add('payment');
    });

    afterEach(() => Promise.all([second.sidecar.kill(), second.app.die()]));

    test('shares the work where the set promises it; elsewhere it takes everything over and nothing is lost', async () => {
      const events = scattered(200);
      if (PROMISED.replicas) {
        // A group of consumers takes a moment to share out what there is.
        await eventually(async () => {
          await publish(order, ...scattered(20));
          expect(second.app.deliveries.length).toBeGreaterThan(0);
        }, 30_000);
      }
      await publish(order, ...events);
      await eventually(() => expect(missing(second, missing(first, events)).length).toBe(0), 60_000);
      const [mine, others] = [countOf(first, events), countOf(second, events)];
      note(PROMISED.replicas ? `${mine} and ${others} of 200` : 'one replica only, as documented');
      if (!PROMISED.replicas) return;
      expect(Math.min(mine, others)).toBeGreaterThan(0);
      expect(mine + others).toBe(events.length);
    });

    test('gets what a killed one held', async () => {
      const event = createEvent(TOPIC);
      const hold = (delivery: Delivery) => (delivery.event.id === event.id ? 'HANG' : 'SUCCESS');
      first.app.verdict = hold;
      second.app.verdict = hold;
      await publish(order, event);
      const holder = await eventually(() => {
        const found = [first, second].find((replica) => deliveriesOf(replica, event).length > 0);
        expect(found).toBeDefined();
        return found!;
      }, 30_000);
      const survivor = holder === first ? second : first;
      survivor.app.verdict = () => 'SUCCESS';
      const startedAt = Date.now();
      await Promise.all([holder.sidecar.kill(), holder.app.die()]);
      const limitMs = PROMISED.redeliveryAfterSidecarSeconds * 1_000;
      await eventually(() => expect(deliveriesOf(survivor, event)).not.toEqual([]), limitMs);
      note(`after ${secondsSince(startedAt)}`);
    });
  });
}

/** Events of as many subjects. */
const scattered = (count: number) =>
  createEvents(TOPIC, count).map((event) => ({ ...event, subject: event.id }));

function countOf({ app }: Member, events: readonly CloudEvent[]): number {
  const ids = new Set(events.map(({ id }) => id));
  return app.deliveries.filter(({ event }) => ids.has(event.id)).length;
}
