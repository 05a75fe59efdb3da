import { randomUUID } from 'node:crypto';
import { orderConfirmedV1 } from '@sidecart/contracts';
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

  it('is told with what tells variants apart, and how the total comes about', async () => {
    const person = service.person();
    const order = confirmedOf(person);
    const [lamp, bulb] = order.lines;
    await service.deliver(orderConfirmedV1, {
      ...order,
      total: eur(6_239),
      lines: [{ ...lamp!, options: { colour: 'red', size: 'L' } }, bulb!],
      breakdown: {
        subtotalMinor: 6_249,
        discountMinor: 500,
        shippingMinor: 490,
        taxMinor: 996,
        taxIncluded: true,
      },
    });
    const [mail] = await service.mailsOf(person);
    expect(mail?.text).toContain('2 x Lamp <b>"No. 1"</b> (colour red, size L): €50.00\n1 x Bulb: €12.49\n');
    expect(mail?.text).toContain(
      'Subtotal: €62.49\nDiscount: -€5.00\nShipping: €4.90\nTotal: €62.39\nTax in it: €9.96\n',
    );
    expect(mail?.html).toContain('(colour red, size L)');
    expect(mail?.html).toContain('−€5.00');
  });

  it('is told with the tax on top where prices are without it', async () => {
    const person = service.person();
    const breakdown = {
      subtotalMinor: 6_249,
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 1_187,
      taxIncluded: false,
    };
    await service.deliver(orderConfirmedV1, { ...confirmedOf(person), total: eur(7_436), breakdown });
    const [mail] = await service.mailsOf(person);
    expect(mail?.text).toContain('Subtotal: €62.49\nTax: €11.87\nTotal: €74.36\n');
    expect(mail?.text).not.toContain('Discount');
  });

  it('is dropped when it does not fit its contract', async () => {
    const order = { ...confirmedOf(service.person()), lines: [] };
    expect(await service.deliver(orderConfirmedV1, order)).toBe('DROP');
  });
});
