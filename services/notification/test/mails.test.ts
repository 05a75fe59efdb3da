import { randomUUID } from 'node:crypto';
import {
  authPasswordResetRequestedV1,
  orderCancelledV1,
  orderConfirmedV1,
  orderDeliveredV1,
  orderShippedV1,
  paymentRefundedV1,
  userRegisteredV1,
  type CancellationReason,
} from '@sidecart/contracts';
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

const confirmedOf = (person: Person) => ({
  ...orderOf(person),
  total: eur(6_249),
  lines: [
    { productId: randomUUID(), name: 'Lamp <b>"No. 1"</b>', quantity: 2, unitPriceMinor: 2_500 },
    { productId: randomUUID(), name: 'Bulb', quantity: 1, unitPriceMinor: 1_249 },
  ],
  confirmedAt: at(),
});

describe('order.confirmed.v1', () => {
  it('is told with the order’s lines and total, as text and as HTML', async () => {
    const person = service.person();
    const order = confirmedOf(person);
    expect(await service.deliver(orderConfirmedV1, order)).toBe('SUCCESS');
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Your order SC-7K3M-9QXA-02BD is confirmed');
    expect(mail?.from?.text).toBe('"Sidecart" <no-reply@shop.example>');
    expect(mail?.text).toContain('Hello Carla Customer,');
    expect(mail?.text).toContain('2 x Lamp <b>"No. 1"</b>: €50.00\n1 x Bulb: €12.49\n\nTotal: €62.49');
    expect(mail?.text).toContain(`${SHOP_URL}/orders/${order.orderId}`);
    expect(mail?.html).toContain('2 × Lamp &lt;b&gt;&quot;No. 1&quot;&lt;/b&gt;');
    expect(mail?.html).toContain(`href="${SHOP_URL}/orders/${order.orderId}"`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('is told once, however often it comes and under how many event ids', async () => {
    const person = service.person();
    const order = confirmedOf(person);
    const eventId = randomUUID();
    const verdicts = await Promise.all([
      service.deliver(orderConfirmedV1, order, eventId),
      service.deliver(orderConfirmedV1, order, eventId),
      service.deliver(orderConfirmedV1, order),
      service.deliver(orderConfirmedV1, order),
    ]);
    expect(new Set(verdicts)).toEqual(new Set(['SUCCESS']));
    await service.hasStatus(`order.confirmed:${order.orderId}`, 'sent');
    await service.deliver(orderConfirmedV1, order);
    await service.hurry();
    await service.mailsOf(person, 1);
  });

  it('is dropped when it does not fit its contract', async () => {
    const order = { ...confirmedOf(service.person()), lines: [] };
    expect(await service.deliver(orderConfirmedV1, order)).toBe('DROP');
  });
});

describe('the other events', () => {
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

describe('auth.password-reset-requested.v1', () => {
  const request = async (person: Person) => {
    const resetId = randomUUID();
    await service.deliver(authPasswordResetRequestedV1, { resetId, userId: person.id, requestedAt: at() });
    return resetId;
  };

  it('sends a link with a token that is asked for then, and keeps it nowhere', async () => {
    const person = service.person();
    const token = `rt_${randomUUID()}`;
    service.answerResets(() => ({ status: 200, body: { token, expiresAt: '2026-03-01T14:05:00.000Z' } }));
    const resetId = await request(person);
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Choose a new password');
    expect(mail?.text).toContain(`${SHOP_URL}/reset-password#token=${token}`);
    expect(mail?.html).toContain(`href="${SHOP_URL}/reset-password#token=${token}"`);
    expect(mail?.text).toContain('until 1 March 2026 at 14:05 UTC');
    await service.hasStatus(`auth.password-reset-requested:${resetId}`, 'sent');
    expect(service.sidecar.invocations).toContainEqual(
      expect.objectContaining({ appId: 'auth', path: `/internal/password-resets/${resetId}/token` }),
    );
    const stored = await service.orm.em
      .fork()
      .execute<{ row: string }[]>(
        'select n::text as row from notifications n union all select l::text from notification_logs l',
      );
    for (const secret of [token, person.email, person.displayName]) {
      expect(JSON.stringify(stored)).not.toContain(secret);
      expect(service.logged.join('\n')).not.toContain(secret);
    }
  });

  it.each([404, 409, 410])('gives up quietly when the auth service answers %i', async (status) => {
    const person = service.person();
    service.answerResets(() => ({ status, body: { code: 'reset-over' } }));
    const before = service.logged.length;
    const resetId = await request(person);
    await service.hasStatus(`auth.password-reset-requested:${resetId}`, 'failed');
    expect(service.mailbox.mailsTo(person.email)).toEqual([]);
    expect(service.logged.slice(before).filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
  });
});
