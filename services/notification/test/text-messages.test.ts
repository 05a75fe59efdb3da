import { randomUUID } from 'node:crypto';
import { orderShippedV1, userRegisteredV1 } from '@sidecart/contracts';
import { BindingRefused } from '@sidecart/platform';
import { eventually } from '@sidecart/testing';
import { SHOP_URL, startNotification, type NotificationService } from './harness';
import { createSteps, newNumber } from './steps';

let service: NotificationService;
const { choose, tell, logOf, channelsOf } = createSteps(() => service);

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const textsTo = (number: string) => service.texts.filter(({ metadata }) => metadata?.['toNumber'] === number);

describe('a text message', () => {
  it('goes to the number a person gave, if they chose it, through the binding', async () => {
    const person = service.person();
    person.phoneNumber = newNumber();
    await choose(person, ['sms', true]);
    const { fact, orderId } = await tell(person);
    const { id } = await service.hasStatus(fact, 'sent', 'sms');
    expect(textsTo(person.phoneNumber)).toEqual([
      {
        name: 'sms',
        operation: 'create',
        metadata: { toNumber: person.phoneNumber, 'Sms-To': person.phoneNumber, 'Idempotency-Key': id },
        data: `Sidecart: Your order SC-1 was delivered. ${SHOP_URL}/orders/${orderId}`,
        timeoutMs: 15_000,
      },
    ]);
    expect(service.logged.join('\n')).not.toContain(person.phoneNumber);
  });

  it('goes to nobody who did not choose it', async () => {
    const person = service.person();
    person.phoneNumber = newNumber();
    const { fact } = await tell(person);
    await service.hasStatus(fact, 'sent');
    expect(await channelsOf(fact)).not.toContain('sms');
    expect(textsTo(person.phoneNumber)).toEqual([]);
  });

  it('fails when there is no number, and holds up no mail', async () => {
    const person = service.person();
    await choose(person, ['sms', true]);
    const { fact } = await tell(person);
    await service.hasStatus(fact, 'failed', 'sms');
    expect(await logOf(fact, 'sms')).toEqual([{ outcome: 'failed', code: 'no-number' }]);
    await service.hasStatus(fact, 'sent');
  });

  it.each([
    ['error from Twilio (400): 400 Bad Request', 'failed', 'sms-400'],
    ['received status code 422', 'failed', 'sms-422'],
    ['error from Twilio (429): 429 Too Many Requests', 'queued', 'sms-429'],
    ['received status code 503', 'queued', 'sms-503'],
    ['dial tcp: connection refused', 'queued', 'sms-unavailable'],
  ])('that is refused with "%s" is %s', async (answer, status, code) => {
    const person = service.person();
    person.phoneNumber = newNumber();
    const number = person.phoneNumber;
    service.sidecar.bindAs('sms', (call) => {
      if (call.metadata?.['toNumber'] === number)
        throw new BindingRefused('sms', 500, `${answer} for ${number}`);
      service.texts.push(call);
      return Buffer.alloc(0);
    });
    await choose(person, ['sms', true]);
    const { fact } = await tell(person);
    await eventually(async () => {
      expect((await logOf(fact, 'sms'))[0]).toEqual({
        outcome: status === 'queued' ? 'deferred' : status,
        code,
      });
    });
    await service.hasStatus(fact, status, 'sms');
    expect(service.logged.join('\n')).not.toContain(number);
    await service.sql(`update notifications set status = 'failed' where fact_key = ? and channel = 'sms'`, [
      fact,
    ]);
  });
});

describe('a fact', () => {
  it('is told once a channel, however often it comes and whatever is chosen in between', async () => {
    const person = service.person();
    person.phoneNumber = newNumber();
    const orderId = randomUUID();
    await Promise.all([tell(person, orderId), tell(person, orderId), tell(person, orderId)]);
    await choose(person, ['sms', true]);
    const { fact } = await tell(person, orderId);
    await service.hasStatus(fact, 'sent');
    const rows = await service.sql<{ channel: string }>(
      'select channel from notifications where fact_key = ? order by channel',
      [fact],
    );
    expect(rows.map(({ channel }) => channel)).toEqual(['email', 'inbox']);
    await service.mailsOf(person, 1);
  });

  it('comes in any order with others', async () => {
    const person = service.person();
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    await tell(person, order.orderId);
    await service.deliver(orderShippedV1, { ...order, shippedAt: new Date().toISOString() });
    await service.deliver(userRegisteredV1, { userId: person.id, registeredAt: new Date().toISOString() });
    const mails = await service.mailsOf(person, 3);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(3);
  });
});
