import { eventually } from '@sidecart/testing';
import { createEvent, createEvents, deliveriesOf, missing, publish } from '../stand/events';
import { note, secondsSince } from '../stand/note';
import { PROMISED } from '../stand/promises';
import type { Member, Session } from '../stand/session';
import type { Stand } from '../stand/stand';

const TOPIC = 'order.created.v1';
/** The first one and the `maxRetries` of resiliency.yaml. */
const ATTEMPTS = 31;
/** Some brokers are read by starting a program. */
const DEAD_LETTER_MS = 60_000;

/** What becomes of an event that its consumer does not take. */
export function refusals(getStand: () => Stand): void {
  let session: Session;
  let order: Member;
  let payment: Member;

  beforeAll(async () => {
    session = getStand().openSession({ quickRetries: true });
    [order, payment] = await Promise.all([session.add('order'), session.add('payment')]);
  });

  afterAll(() => session.close());

  beforeEach(() => {
    payment.app.verdict = () => 'SUCCESS';
  });

  const deadLetters = async (id: string) =>
    (await getStand().servers.readDeadLetters('payment')).filter((letter) => letter.id === id);

  test('an event that its consumer asks for again comes again', async () => {
    const event = createEvent(TOPIC);
    payment.app.verdict = (delivery) =>
      delivery.event.id === event.id && delivery.earlier < 3 ? 'RETRY' : 'SUCCESS';
    await publish(order, event);
    await eventually(() => expect(deliveriesOf(payment, event).length).toBe(4), 30_000);
    expect(deliveriesOf(payment, event).map((delivery) => delivery.event)).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ id: event.id, data: event.data })),
    );
  });

  test('an event that is refused to the end goes to the dead-letter topic, under its id', async () => {
    const event = createEvent(TOPIC);
    payment.app.verdict = (delivery) => (delivery.event.id === event.id ? 'RETRY' : 'SUCCESS');
    const startedAt = Date.now();
    await publish(order, event);
    await eventually(async () => expect(await deadLetters(event.id)).not.toEqual([]), DEAD_LETTER_MS);
    note(`${deliveriesOf(payment, event).length} attempts in ${secondsSince(startedAt)}`);
    expect((await deadLetters(event.id))[0]?.event).toMatchObject({ ...event, topic: TOPIC });
    expect(deliveriesOf(payment, event).length).toBeGreaterThanOrEqual(ATTEMPTS);
  });

  test('an event that its consumer drops goes to the dead-letter topic at once', async () => {
    const event = createEvent(TOPIC);
    payment.app.verdict = (delivery) => (delivery.event.id === event.id ? 'DROP' : 'SUCCESS');
    await publish(order, event);
    await eventually(async () => expect(await deadLetters(event.id)).not.toEqual([]), DEAD_LETTER_MS);
    expect(deliveriesOf(payment, event).length).toBe(1);
  });

  test('what is no event at all does not keep those beside it from coming, and is kept as a dead letter', async () => {
    const neighbours = createEvents(TOPIC, 5);
    const text = `no JSON ${neighbours[0]!.id}`;
    await publishRaw(order, text);
    await publish(order, ...neighbours);
    await eventually(() => expect(missing(payment, neighbours).length).toBe(0));
    await eventually(async () => {
      const letters = await getStand().servers.readDeadLetters('payment');
      expect(letters.map(({ event }) => event)).toContain(text);
    }, DEAD_LETTER_MS);
  });

  test('an event that is tried again and again holds up at most what the set says', async () => {
    const stubborn = createEvent(TOPIC, { subject: 'stubborn' });
    const sameKey = createEvents(TOPIC, 3, { subject: 'stubborn' });
    const others = createEvents(TOPIC, 20).map((event) => ({ ...event, subject: event.id }));
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    payment.app.verdict = ({ event, earlier }) => {
      if (event.id !== stubborn.id) return 'SUCCESS';
      return earlier < 3 ? 'RETRY' : released.then(() => 'SUCCESS' as const);
    };
    await publish(order, stubborn);
    await eventually(() => expect(deliveriesOf(payment, stubborn).length).toBeGreaterThan(1), 30_000);
    await publish(order, ...sameKey);
    await publish(order, ...others);
    if (PROMISED.orderPerKey) {
      // Two of the three partitions go on; what shares its partition waits, and so its key keeps its order.
      await eventually(() => expect(missing(payment, others).length).toBeLessThan(others.length));
      expect(missing(payment, sameKey).length).toBe(sameKey.length);
      note('its partition waits');
    } else {
      await eventually(() => expect(missing(payment, [...sameKey, ...others]).length).toBe(0));
      note('nothing waits');
    }
    release();
    await eventually(() => expect(missing(payment, [...sameKey, ...others]).length).toBe(0));
  });
}

/** Publishes bytes that are no CloudEvent, as a foreign program might. */
async function publishRaw({ sidecar, tokens }: Member, text: string): Promise<void> {
  const url = `http://127.0.0.1:${sidecar.port}/v1.0/publish/pubsub/${TOPIC}?metadata.rawPayload=true`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'dapr-api-token': tokens.apiToken },
    body: text,
  });
  expect(response.status).toBe(204);
}
