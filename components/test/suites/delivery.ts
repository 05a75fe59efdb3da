import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '@sidecart/testing';
import { createEvent, createEvents, deliveriesOf, missing, publish } from '../stand/events';
import { note, secondsSince } from '../stand/note';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';
const MAX_SIDECAR_MEMORY_MIB = 400;

/** What every set promises while nothing fails. */
export function delivery(getStand: () => Stand): void {
  let session: Session;
  let order: Member;
  let payment: Member;

  beforeAll(async () => {
    session = getStand().openSession();
    [order, payment] = await Promise.all([session.add('order'), session.add('payment')]);
  });

  afterAll(() => session.close());

  test('what is published is consumed', async () => {
    const event = createEvent(TOPIC);
    const startedAt = Date.now();
    await publish(order, event);
    await eventually(() => expect(payment.app.ids()).toContain(event.id), 30_000);
    note(secondsSince(startedAt));
  });

  test('every consumer of a topic gets its events', async () => {
    const product = await session.add('product');
    const event = createEvent('order.cancelled.v1');
    await publish(order, event);
    await eventually(() => {
      expect(product.app.ids()).toContain(event.id);
      expect(payment.app.ids()).toContain(event.id);
    }, 30_000);
  });

  test("an event keeps its publisher's id, source, type, subject, time and data, alone and among others", async () => {
    const [alone, ...many] = createEvents(TOPIC, 4, {
      data: { text: 'Größe 42 — „weit“ 👟', amountMinor: 9_007_199 },
    });
    await publish(order, alone!);
    await publish(order, ...many);
    for (const event of [alone!, ...many]) {
      const [delivery] = await eventually(() => {
        expect(deliveriesOf(payment, event)).not.toEqual([]);
        return deliveriesOf(payment, event);
      });
      expect(delivery?.event).toMatchObject(event);
      expect(delivery?.topic).toBe(TOPIC);
    }
  });

  test('the trace of an event reaches its consumer, in the envelope and as a header', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const event = createEvent(TOPIC, { traceparent, traceid: traceparent });
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event)).not.toEqual([]));
    const [delivery] = deliveriesOf(payment, event);
    expect(delivery?.event.traceparent).toContain(traceId);
    expect(delivery?.headers['traceparent']).toContain(traceId);
  });

  test('the sidecar proves to the app that it is its sidecar', async () => {
    const event = createEvent(TOPIC);
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event)).not.toEqual([]));
    expect(deliveriesOf(payment, event)[0]?.headers['dapr-api-token']).toBe(payment.tokens.appToken);
  });

  test('the same event published twice comes at least once', async () => {
    const event = createEvent(TOPIC);
    await publish(order, event);
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event)).not.toEqual([]));
    const next = createEvent(TOPIC);
    await publish(order, next);
    await eventually(() => expect(deliveriesOf(payment, next)).not.toEqual([]));
    note(`came ${deliveriesOf(payment, event).length}×`);
  });

  test('an event of 256 KiB arrives whole', async () => {
    const event = createEvent(TOPIC, { data: { text: 'x'.repeat(256 * 1_024) } });
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event)).not.toEqual([]));
    // Not compared by the matcher: it would take minutes to show a difference.
    expect(isDeepStrictEqual(deliveriesOf(payment, event)[0]?.event.data, event.data)).toBe(true);
  });

  test('1,000 events at once all arrive, and the sidecars stay small', async () => {
    const events = createEvents(TOPIC, 1_000);
    const startedAt = Date.now();
    const batches = Array.from({ length: 10 }, (_, index) => events.slice(index * 100, (index + 1) * 100));
    await Promise.all(batches.map((batch) => publish(order, ...batch)));
    await eventually(() => expect(missing(payment, events).length).toBe(0), 60_000);
    const peaks = [order, payment].map(({ sidecar }) => peakMemoryMib(sidecar.pid));
    note(`${secondsSince(startedAt)}, ${Math.max(...peaks)} MiB`);
    expect(Math.max(...peaks)).toBeLessThan(MAX_SIDECAR_MEMORY_MIB);
  });
}

/** The most that a process ever had in memory; 0 where the system does not tell. */
function peakMemoryMib(pid: number): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib ?? 0) / 1_024);
  } catch {
    return 0;
  }
}
