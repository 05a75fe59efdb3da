import { randomUUID } from 'node:crypto';
import { orderConfirmedV1, orderShippedV1, paymentActionRequiredV1 } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());
afterEach(() => service.setClock());

const NIGHT = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const AT_NIGHT = new Date('2037-03-28T23:30:00.000Z');
/** Far ahead, so that for the database it is not due before. That night the clock is put forward: it is CEST then. */
const MORNING = new Date('2037-03-29T05:00:00.000Z');

const set = (person: Person, body: object) =>
  service.send('PUT', '/notifications/quiet-hours', { token: person.token, body });

async function ship(person: Person): Promise<string> {
  const orderId = randomUUID();
  const order = { orderId, orderNumber: 'SC-1', customerId: person.id };
  await service.deliver(orderShippedV1, { ...order, shippedAt: AT_NIGHT.toISOString() });
  return `order.shipped:${orderId}`;
}

/** The clock of the service is stopped, and that of the database is not: what is due is said by hand. */
async function isPutOff(fact: string): Promise<void> {
  await eventually(async () => {
    const { nextAttemptAt, attempts } = await service.hasStatus(fact, 'queued');
    expect({ nextAttemptAt, attempts }).toEqual({ nextAttemptAt: MORNING, attempts: 0 });
  });
}

describe('/notifications/quiet-hours', () => {
  it('keeps when somebody wants to be left alone, until they say otherwise', async () => {
    const person = service.person();
    const get = () => service.send('GET', '/notifications/quiet-hours', { token: person.token });
    expect((await get()).status).toBe(404);
    expect(await set(person, { ...NIGHT, from: '21:30' })).toMatchObject({ status: 200 });
    expect((await set(person, NIGHT)).body).toEqual(NIGHT);
    expect((await get()).body).toEqual(NIGHT);
    const remove = () => service.send('DELETE', '/notifications/quiet-hours', { token: person.token });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(204);
    expect((await get()).status).toBe(404);
  });

  it.each([
    [{ ...NIGHT, from: '24:00' }, 400, '#/from'],
    [{ ...NIGHT, to: '7:00' }, 400, '#/to'],
    [{ ...NIGHT, timeZone: 'Mars/Olympus' }, 400, '#/timeZone'],
    [{ ...NIGHT, to: '22:00' }, 422, '#/to'],
    [{ from: '22:00', to: '07:00' }, 400, '#/timeZone'],
  ])('refuses %j', async (body, status, pointer) => {
    const answer = await set(service.person(), body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('needs somebody who is signed in', async () => {
    expect((await service.send('PUT', '/notifications/quiet-hours', { body: NIGHT })).status).toBe(401);
  });
});

describe('in quiet hours', () => {
  it('a mail that can wait is put off to their end, over a change of the clock, and sent then', async () => {
    const person = service.person();
    await set(person, NIGHT);
    service.setClock(AT_NIGHT);
    const fact = await ship(person);
    await service.hurry();
    await isPutOff(fact);
    const { items } = (await service.send('GET', '/notifications', { token: person.token })).body;
    expect(items).toHaveLength(1);
    expect(service.mailbox.mailsTo(person.email)).toEqual([]);
    service.setClock(MORNING);
    await service.hurry();
    await service.hasStatus(fact, 'sent');
    const log = await service.sql<{ outcome: string; code: string | null; attempt: number }>(
      `select outcome, code, attempt from notification_logs where user_id = ? order by id`,
      [person.id],
    );
    expect(log.at(0)).toEqual({ outcome: 'put-off', code: 'quiet-hours', attempt: 1 });
    expect(log.at(-1)).toEqual({ outcome: 'sent', code: null, attempt: 1 });
    await service.mailsOf(person, 1);
  });

  it('what is owed, and what cannot wait, is sent', async () => {
    const person = service.person();
    await set(person, NIGHT);
    service.setClock(AT_NIGHT);
    const about = { orderId: randomUUID(), customerId: person.id };
    await service.deliver(orderConfirmedV1, {
      ...{ ...about, orderNumber: 'SC-1', total: { amountMinor: 100, currency: 'EUR' } },
      lines: [{ productId: randomUUID(), name: 'Bulb', quantity: 1, unitPriceMinor: 100 }],
      confirmedAt: AT_NIGHT.toISOString(),
    });
    await service.deliver(paymentActionRequiredV1, {
      ...{ ...about, paymentId: randomUUID(), requiredAt: AT_NIGHT.toISOString() },
      expiresAt: '2037-03-29T00:30:00.000Z',
    });
    await service.hurry();
    await service.mailsOf(person, 2);
  });

  it('are heeded from when they are set, also for what is queued already', async () => {
    const person = service.person();
    service.mailbox.reject = { code: 451, text: 'later' };
    const fact = await ship(person);
    await eventually(async () => {
      expect((await service.hasStatus(fact, 'queued')).attempts).toBeGreaterThan(0);
    });
    await set(person, NIGHT);
    service.setClock(AT_NIGHT);
    await eventually(async () => {
      await service.hurry();
      const log = await service.sql<{ outcome: string }>(
        'select outcome from notification_logs where user_id = ? order by id desc limit 1',
        [person.id],
      );
      expect(log).toEqual([{ outcome: 'put-off' }]);
    });
    service.mailbox.reject = undefined;
    expect(service.mailbox.mailsTo(person.email)).toEqual([]);
  });
});
