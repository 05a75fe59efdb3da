import { eventually } from '@sidecart/testing';
import { API_KEY, startTestSandbox, WEBHOOK_SECRET, type TestSandbox } from '../sandbox/test/harness';
import { createSandboxAdapter, type SandboxAdapter } from '../src/providers/sandbox/sandbox-adapter';
import type { PaymentProvider } from '../src/use-cases/ports';
import { newCustomer, startPayment, type PaymentService } from './harness';

let service: PaymentService;
let sandbox: TestSandbox;
let adapter: SandboxAdapter;

/** The service must be there before the sandbox, which has to know where to send its webhooks. */
const later = (): PaymentProvider =>
  new Proxy({} as PaymentProvider, {
    get: (_target, name) => Reflect.get(adapter, name) as unknown,
  });

beforeAll(async () => {
  service = await startPayment({ intercept: later, newsMs: 60_000 });
  sandbox = await startTestSandbox({
    SANDBOX_WEBHOOK_URL: `${service.url}/payments/webhooks/sandbox`,
    SANDBOX_PROCESSING_MS: 100,
  });
  adapter = createSandboxAdapter({
    url: sandbox.url,
    apiKey: API_KEY,
    webhookSecret: WEBHOOK_SECRET,
    capturesAtOnce: true,
  });
});
afterEach(() => sandbox.send('PUT', '/admin/faults', {}));
afterAll(async () => {
  await service.close();
  await adapter.close();
  await sandbox.close();
});

async function order(token: string, customer = newCustomer()) {
  const placed = service.orderOf(customer, await service.attach(customer, token));
  await service.deliverCreated(placed);
  return placed;
}

const ends = (orderId: string, status: string) =>
  eventually(async () => {
    const payment = await service.readPayment(orderId);
    expect(payment.status).toBe(status);
    return payment;
  });

const booksOf = async (orderId: string) =>
  (await sandbox.send('GET', `/v1/payments?idempotencyKey=${orderId}`)).body.items as {
    status: string;
    capturedMinor: number;
    refundedMinor: number;
  }[];

describe('the payment service with the sandbox process', () => {
  it('charges an order and gives it back', async () => {
    const placed = await order('tok_visa');
    await ends(placed.orderId, 'completed');
    await service.deliverCancelled(placed);
    await ends(placed.orderId, 'refunded');
    expect(await booksOf(placed.orderId)).toMatchObject([{ capturedMinor: 4_999, refundedMinor: 4_999 }]);
  });

  it.each(['tok_processing', 'tok_webhook_duplicate'])(
    'hears by webhook what became of %s, and charges once',
    async (token) => {
      const { orderId } = await order(token);
      await ends(orderId, 'completed');
      expect(await booksOf(orderId)).toMatchObject([{ status: 'captured', capturedMinor: 4_999 }]);
      expect(await service.published('payment.completed.v1', orderId)).toHaveLength(1);
    },
  );

  it('asks by itself when no webhook comes', async () => {
    const { orderId } = await order('tok_webhook_lost');
    await eventually(async () => expect(await booksOf(orderId)).toMatchObject([{ status: 'captured' }]));
    expect((await service.readPayment(orderId)).status).toBe('pending');
    // Brings the time for asking near, which is a minute here.
    await service.orm.em.execute('update payments set next_attempt_at = now() where order_id = ?', [orderId]);
    await ends(orderId, 'completed');
  });

  it.each([
    ['confirm', 'completed'],
    ['refuse', 'failed'],
  ])('lets the customer %s at the bank, and the payment is %s', async (decision, status) => {
    const customer = newCustomer();
    const { orderId } = await order('tok_action', customer);
    const { id } = await ends(orderId, 'requires-action');
    const { body } = await service.send('GET', `/payments/${id}`, { token: customer.token });
    await sandbox.sendAs('POST', new URL(body.nextAction.url).pathname, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `decision=${decision}`,
    });
    await ends(orderId, status);
  });

  it('gives back what was captured after the order was cancelled', async () => {
    const placed = await order('tok_processing');
    await service.deliverCancelled(placed);
    const { status } = await eventually(async () => {
      const payment = await service.readPayment(placed.orderId);
      expect(['refunded', 'failed']).toContain(payment.status);
      return payment;
    });
    await eventually(async () => {
      const [charge] = await booksOf(placed.orderId);
      expect(charge?.status).not.toBe('processing');
      expect(charge?.capturedMinor).toBe(charge?.refundedMinor);
      expect(charge?.capturedMinor).toBe(status === 'refunded' ? 4_999 : 0);
    });
  });

  it('charges once through an outage in which the answers are lost', async () => {
    const customer = newCustomer();
    const placed = service.orderOf(customer, await service.attach(customer, 'tok_visa'));
    const { orderId } = placed;
    await sandbox.send('PUT', '/admin/faults', { outage: 'after' });
    await service.deliverCreated(placed);
    await eventually(() => expect(service.logged.join()).toContain('payment without an answer'));
    await sandbox.send('PUT', '/admin/faults', {});
    await ends(orderId, 'completed');
    expect(await booksOf(orderId)).toMatchObject([{ status: 'captured', capturedMinor: 4_999 }]);
  });
});
