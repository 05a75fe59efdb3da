import type { CloudEvent } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { createEvent, createEvents, deliveriesOf, missing, publish } from '../stand/events';
import { note, secondsSince } from '../stand/note';
import { PROMISED } from '../stand/promises';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';

/** What becomes of events when a consumer fails, with the pauses between attempts as they are. */
export function consumerFailures(getStand: () => Stand): void {
  let session: Session;
  let order: Member;
  let payment: Member;

  beforeAll(async () => {
    session = getStand().openSession();
    [order, payment] = await Promise.all([session.add('order'), session.add('payment')]);
  });

  afterAll(() => session.close());

  beforeEach(() => {
    payment.app.verdict = () => 'SUCCESS';
  });

  /** Has an event end up in the hands of the consumer, which does not answer. */
  async function holdEvent() {
    const event = createEvent(TOPIC);
    // This one only: a broker may give out earlier events again, and one that hangs may hold up those behind it.
    payment.app.verdict = (delivery) => (delivery.event.id === event.id ? 'HANG' : 'SUCCESS');
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event).length).toBe(1), 30_000);
    payment.app.verdict = () => 'SUCCESS';
    return event;
  }

  test('an event comes again after its consumer was killed while it handled it', async () => {
    const event = await holdEvent();
    await payment.app.die();
    await payment.app.start();
    const startedAt = Date.now();
    await eventually(() => expect(deliveriesOf(payment, event).length).toBeGreaterThan(1), 10_000);
    note(`after ${secondsSince(startedAt)}`);
  });

  test('an event comes again after the sidecar that held it was killed', async () => {
    const event = await holdEvent();
    await payment.sidecar.kill();
    const startedAt = Date.now();
    await payment.sidecar.start();
    const limitMs = PROMISED.redeliveryAfterSidecarSeconds * 1_000;
    await eventually(() => expect(deliveriesOf(payment, event).length).toBeGreaterThan(1), limitMs);
    note(`after ${secondsSince(startedAt)}`);
  });

  test('restarts of the sidecar in the middle of a flow lose nothing', async () => {
    const events: CloudEvent[] = [];
    payment.app.verdict = () => new Promise((resolve) => setTimeout(() => resolve('SUCCESS'), 20));
    for (const end of ['stop', 'kill'] as const) {
      const batch = createEvents(TOPIC, 100);
      events.push(...batch);
      await publish(order, ...batch);
      await eventually(() => expect(missing(payment, batch).length).toBeLessThan(100), 30_000);
      await payment.sidecar[end]();
      await payment.sidecar.start();
    }
    const startedAt = Date.now();
    await eventually(() => expect(missing(payment, events).length).toBe(0), 60_000);
    note(`all there ${secondsSince(startedAt)} after`);
  });

  test('a consumer that was away gets what was published meanwhile', async () => {
    await Promise.all([payment.sidecar.stop(), payment.app.die()]);
    const events = createEvents(TOPIC, 50);
    await publish(order, ...events);
    const startedAt = Date.now();
    await Promise.all([payment.sidecar.start(), payment.app.start()]);
    await eventually(() => expect(missing(payment, events).length).toBe(0), 30_000);
    note(`within ${secondsSince(startedAt)} of its start`);
  });

  test('a consumer that starts for the first time gets what was published before', async () => {
    const events = createEvents('order.confirmed.v1', 20);
    await publish(order, ...events);
    const startedAt = Date.now();
    const notification = await session.add('notification');
    await eventually(() => expect(missing(notification, events).length).toBe(0), 30_000);
    note(`within ${secondsSince(startedAt)} of its start`);
  });
}
