import { randomUUID } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import fc from 'fast-check';
import { newCustomer, startPayment, type PaymentService, type TestOrder } from './harness';

let service: PaymentService;

beforeAll(async () => (service = await startPayment({ newsMs: 100 })));
afterAll(() => service.close());

const TOKENS = [
  'tok_visa',
  'tok_declined',
  'tok_flaky',
  'tok_slow',
  'tok_at_once',
  'tok_action',
  'tok_processing',
] as const;
const isCharged = (token: string) => token !== 'tok_declined';

interface Delivery {
  readonly event: 'created' | 'cancelled';
  /** Deliveries of one event with the same id are repeats by the broker; with another, by the order service. */
  readonly id: 0 | 1;
}

interface Story {
  readonly token: (typeof TOKENS)[number];
  /** What is delivered, in this order. */
  readonly deliveries: readonly Delivery[];
  /** Whether the deliveries come all at once. */
  readonly isConcurrent: boolean;
}

const thrice = (event: Delivery['event']): Delivery[] => [
  { event, id: 0 },
  { event, id: 0 },
  { event, id: 1 },
];

const shuffled = (isCancelled: boolean) => {
  const deliveries = [...thrice('created'), ...(isCancelled ? thrice('cancelled') : [])];
  return fc.shuffledSubarray(deliveries, { minLength: deliveries.length });
};

const story = fc.record<Story>({
  token: fc.constantFrom(...TOKENS),
  deliveries: fc.boolean().chain(shuffled),
  isConcurrent: fc.boolean(),
});

async function tell({ token, deliveries, isConcurrent }: Story): Promise<TestOrder> {
  const customer = newCustomer();
  const order = service.orderOf(customer, await service.attach(customer, token));
  const ids = { created: [randomUUID(), randomUUID()], cancelled: [randomUUID(), randomUUID()] };
  const deliver = ({ event, id }: Delivery) =>
    event === 'created'
      ? service.deliverCreated(order, ids.created[id])
      : service.deliverCancelled(order, 'customer-request', ids.cancelled[id]);
  if (isConcurrent) {
    expect(new Set(await Promise.all(deliveries.map(deliver)))).toEqual(new Set(['SUCCESS']));
  } else for (const delivery of deliveries) expect(await deliver(delivery)).toBe('SUCCESS');
  await confirmAtBank(order);
  return order;
}

/** Once the provider waits for the customer, or is at work, that comes to a good end. */
const confirmAtBank = ({ orderId }: TestOrder) =>
  eventually(async () => {
    const state = service.provider.payments.get(orderId)?.state;
    if (state === 'action-required' || state === 'processing')
      service.provider.resolve(orderId, 'authorized');
    const { status } = await service.readPayment(orderId);
    expect(state !== undefined || status === 'failed').toBe(true);
  });

async function checkLaws({ token, deliveries }: Story, { orderId, total }: TestOrder): Promise<void> {
  const books = await service.settled(orderId);
  const isCancelled = deliveries.some(({ event }) => event === 'cancelled');
  expect(books.charges).toBeLessThanOrEqual(1);
  const kept = books.chargedMinor - books.givenBackMinor;
  expect(kept).toBe(!isCancelled && isCharged(token) ? total.amountMinor : 0);
  const payment = await service.readPayment(orderId);
  expect(books.heldMinor).toBe(0);
  const possible = isCancelled
    ? ['failed', 'voided', 'refunded']
    : [isCharged(token) ? 'completed' : 'failed'];
  expect(possible).toContain(payment.status);
  expect(payment.capturedMinor).toBe(books.chargedMinor);
  expect(payment.refundedMinor).toBe(books.givenBackMinor);
  expect(payment.refunds).toHaveLength(payment.status === 'refunded' ? 1 : 0);
  const told = payment.status === 'voided' ? 'failed' : payment.status;
  await service.published(`payment.${told}.v1`, orderId);
}

describe('a payment', () => {
  it('is charged at most once and kept only for an order that stands, however its events come', async () => {
    const stories = fc.array(story, { minLength: 15, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(stories, async (told) => {
        const orders = await Promise.all(told.map(tell));
        await Promise.all(told.map((one, index) => checkLaws(one, orders[index]!)));
      }),
      // A run takes seconds: a failure is told at once instead of being made smaller for minutes.
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);
});
