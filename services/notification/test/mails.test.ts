import { randomUUID } from 'node:crypto';
import {
  orderCancelledV1,
  orderDeliveredV1,
  orderReturnedV1,
  orderShippedV1,
  paymentActionRequiredV1,
  paymentRefundedV1,
  userRegisteredV1,
  type CancellationReason,
} from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { SHOP_URL, startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const at = () => new Date().toISOString();

const orderOf = (person: Person) => ({
  orderId: randomUUID(),
  orderNumber: 'SC-7K3M-9QXA-02BD',
  customerId: person.id,
});

describe('mails', () => {
  it('welcome who registers', async () => {
    const person = service.person();
    await service.deliver(userRegisteredV1, { userId: person.id, registeredAt: at() });
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Welcome to Sidecart');
    expect(mail?.text).toContain(SHOP_URL);
  });

  it.each([
    ['payment-failed', 'nothing was charged'],
    ['payment-timeout', 'did not come through in time'],
    ['customer-request', 'you get all of it back'],
    ['staff-decision', 'you get all of it back'],
  ] satisfies [CancellationReason, string][])(
    'tell that an order is cancelled for %s',
    async (reason, sentence) => {
      const person = service.person();
      await service.deliver(orderCancelledV1, {
        ...orderOf(person),
        total: eur(4_999),
        reason,
        cancelledAt: at(),
      });
      const [mail] = await service.mailsOf(person);
      expect(mail?.subject).toBe('Your order SC-7K3M-9QXA-02BD is cancelled');
      expect(mail?.text).toContain('of €49.99 is cancelled');
      expect(mail?.text).toContain(sentence);
      expect(mail?.html).toContain(sentence);
    },
  );

  it('tell that an order has left, with what is known of its way', async () => {
    const person = service.person();
    await service.deliver(orderShippedV1, { ...orderOf(person), shippedAt: at() });
    await service.deliver(orderShippedV1, {
      ...orderOf(person),
      carrier: 'DHL',
      trackingNumber: 'JD014600',
      shippedAt: at(),
    });
    const texts = (await service.mailsOf(person, 2)).map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringContaining('has left.\n'));
    expect(texts).toContainEqual(
      expect.stringMatching(/has left with DHL\.\s+Its tracking number is JD014600\./),
    );
  });

  it('tell that an order was delivered', async () => {
    const person = service.person();
    await service.deliver(orderDeliveredV1, { ...orderOf(person), deliveredAt: at() });
    expect((await service.mailsOf(person))[0]?.subject).toBe('Your order SC-7K3M-9QXA-02BD was delivered');
  });

  it('link to where an order is only by a web address', async () => {
    const person = service.person();
    const ship = (trackingUrl: string) =>
      service.deliver(orderShippedV1, { ...orderOf(person), trackingUrl, shippedAt: at() });
    await ship('javascript:alert(1)');
    await ship('https://carrier.example/track?id=1&x="2"');
    const mails = await service.mailsOf(person, 2);
    expect(mails.some(({ html }) => String(html).includes('javascript'))).toBe(false);
    expect(mails.map(({ html }) => String(html))).toContainEqual(
      expect.stringContaining('href="https://carrier.example/track?id&#x3D;1&amp;x&#x3D;&quot;2&quot;"'),
    );
  });

  it('tell that a return is accepted, and what comes back', async () => {
    const person = service.person();
    const returned = {
      ...{ ...orderOf(person), returnId: randomUUID(), restock: true, refund: eur(2_500), returnedAt: at() },
      lines: [1, 2].map((quantity) => ({ productId: randomUUID(), variantId: randomUUID(), quantity })),
    };
    await service.deliver(orderReturnedV1, returned);
    await service.deliver(orderReturnedV1, returned);
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Your return of order SC-7K3M-9QXA-02BD is accepted');
    expect(mail?.text).toContain('accepted (3 in all)');
    expect(mail?.text).toContain('You get €25.00 back');
  });

  it('ask to confirm a payment, by the person’s clocks, as long as it can be', async () => {
    const person = service.person();
    person.timeZone = 'Europe/Berlin';
    const { orderId, customerId } = orderOf(person);
    const ask = (expiresAt: string) =>
      service.deliver(paymentActionRequiredV1, {
        ...{ paymentId: randomUUID(), orderId, customerId, expiresAt, requiredAt: at() },
      });
    await ask('2037-07-01T14:05:00.000Z');
    await ask('2020-07-01T14:05:00.000Z');
    const [mail] = await service.mailsOf(person);
    expect(mail?.text).toContain(`Confirm it until 1 July 2037 at 16:05 CEST: ${SHOP_URL}/orders/${orderId}`);
    await eventually(async () => {
      const log = await service.sql<{ code: string }>(
        `select code from notification_logs where user_id = ? and outcome = 'failed'`,
        [person.id],
      );
      expect(log).toEqual([{ code: 'expired' }]);
    });
    await service.mailsOf(person, 1);
  });

  it('tell of each refund, in its currency, and of the sum when there were more', async () => {
    const person = service.person();
    const { orderId, customerId } = orderOf(person);
    const refund = (amountMinor: number, total: number, currency = 'EUR') =>
      service.deliver(paymentRefundedV1, {
        paymentId: randomUUID(),
        refundId: randomUUID(),
        orderId,
        customerId,
        amount: { amountMinor, currency },
        refundedTotal: { amountMinor: total, currency },
        refundedAt: at(),
      });
    await refund(1_000, 1_000);
    await refund(2_000, 3_000);
    await refund(1_250, 1_250, 'JPY');
    await refund(0, 0);
    const mails = await service.mailsOf(person, 3);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Your refund of ¥1,250',
      'Your refund of €10.00',
      'Your refund of €20.00',
    ]);
    const withSum = mails.filter(({ text }) => text?.includes('With what came before'));
    expect(withSum.map(({ text }) => text)).toEqual([
      expect.stringContaining('€30.00 of this order went back'),
    ]);
  });

  it('greet nobody by a name that could be read as a link', async () => {
    const person = service.person('Win now at https://evil.example');
    await service.deliver(userRegisteredV1, { userId: person.id, registeredAt: at() });
    const [mail] = await service.mailsOf(person);
    expect(mail?.text).toContain('Hello there,');
    expect(`${mail?.text} ${String(mail?.html)}`).not.toContain('evil');
  });
});
