import { randomUUID } from 'node:crypto';
import {
  orderCancelledV1,
  orderCreatedV1,
  orderReturnedV1,
  type CancellationReason,
} from '@sidecart/contracts';
import { captureLog, eventually, startTestService, tokenFor, type TestService } from '@sidecart/testing';
import { createPaymentApp } from '../src/app';
import { ormConfig } from '../src/db/orm';
import type { WorkerDeps } from '../src/deps';
import type { PaymentSummary, PaymentView } from '../src/http/payment.schema';
import type { PaymentProvider } from '../src/use-cases/ports';
import { startPaymentWorkers } from '../src/workers';
import { createScriptedProvider, type ScriptedProvider } from './scripted-provider';

export interface Customer {
  readonly id: string;
  readonly token: string;
}

export const newCustomer = (): Customer => {
  const id = randomUUID();
  return { id, token: tokenFor('customer', id) };
};

export interface TestOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly paymentMethodId: string;
  readonly total: { readonly amountMinor: number; readonly currency: string };
}

export interface TestReturn {
  readonly returnId: string;
  readonly refund: { readonly amountMinor: number; readonly currency: string };
}

/** What a law looks at: our row and the provider's own books. */
export interface Books {
  readonly status: string;
  readonly failureReason: string | null;
  readonly charges: number;
  readonly chargedMinor: number;
  readonly givenBackMinor: number;
  /** What is still set aside on the card. */
  readonly heldMinor: number;
}

export interface PaymentService extends TestService {
  /** The worker's view, for tests that do its work step by step. */
  readonly workerDeps: WorkerDeps;
  readonly provider: ScriptedProvider;
  /** Moves the service’s clock on. */
  advance(ms: number): void;
  /** What the service has logged, each line as JSON. */
  readonly logged: readonly string[];
  attach(customer: Customer, token: string): Promise<string>;
  orderOf(customer: Customer, methodId: string, amountMinor?: number): TestOrder;
  deliverCreated(order: TestOrder, eventId?: string): Promise<string>;
  deliverCancelled(order: TestOrder, reason?: CancellationReason, eventId?: string): Promise<string>;
  deliverReturned(order: TestOrder, returned: TestReturn, eventId?: string): Promise<string>;
  /** Waits until nothing of an order's payment is under way, and returns the books. */
  settled(orderId: string): Promise<Books>;
  /** Orders, waits for the charge and returns the payment as staff see it. */
  pay(
    token: string,
    amountMinor?: number,
  ): Promise<{ customer: Customer; order: TestOrder; paymentId: string }>;
  /** Waits until an event about the order is published and returns the data of all of its kind so far. */
  published(type: string, orderId: string): Promise<Record<string, unknown>[]>;
  readPayment(orderId: string): Promise<PaymentView>;
}

export interface HarnessOptions {
  /** Without workers nothing is charged or refunded but by the test. */
  readonly workers?: boolean;
  /** Stands between the service and the provider. */
  readonly intercept?: (provider: PaymentProvider) => PaymentProvider;
  /** How long the workers wait for news before they ask. */
  readonly newsMs?: number;
}

/** Starts the payment service with a scripted provider. */
export async function startPayment({
  workers = true,
  intercept = (provider) => provider,
  newsMs = 30_000,
}: HarnessOptions = {}): Promise<PaymentService> {
  let workerDeps: WorkerDeps | undefined;
  let logged: readonly string[] = [];
  let aheadMs = 0;
  const provider = createScriptedProvider();
  const service = await startTestService(ormConfig, ({ orm, sidecar: _sidecar, onClose, ...context }) => {
    logged = captureLog(context.log);
    const providers = { sandbox: intercept(provider) };
    const parts = {
      em: orm.em,
      providers,
      patience: { actionMs: 15 * 60_000, newsMs },
      returnUrl: 'https://shop.test/paid',
      now: () => new Date(Date.now() + aheadMs),
      log: context.log,
    };
    const sleeping = {
      wake: { payments: () => undefined, refunds: () => undefined },
      stop: () => Promise.resolve(),
    };
    const started = workers ? startPaymentWorkers(parts) : sleeping;
    workerDeps = { ...parts, wake: started.wake };
    onClose(() => started.stop());
    return createPaymentApp({
      ...context,
      orm,
      providers,
      wake: started.wake,
      now: parts.now,
      readiness: {},
      appToken: undefined,
      checkResponses: true,
    });
  });
  const advance = (ms: number) => void (aheadMs += ms);
  return { ...service, workerDeps: workerDeps!, provider, advance, logged, ...stepsOf(service, provider) };
}

function stepsOf(service: TestService, provider: ScriptedProvider) {
  const staff = tokenFor('staff');
  const rows = <T>(sql: string, values: unknown[]) => service.orm.em.fork().execute<T[]>(sql, values);
  const steps = {
    async attach(customer: Customer, token: string) {
      const { body } = await service.send('POST', '/payments/methods', {
        token: customer.token,
        body: { provider: 'sandbox', token },
      });
      return body.id as string;
    },
    orderOf: (customer: Customer, paymentMethodId: string, amountMinor = 4_999): TestOrder => ({
      orderId: randomUUID(),
      customerId: customer.id,
      paymentMethodId,
      total: { amountMinor, currency: 'EUR' },
    }),
    deliverCreated: (order: TestOrder, eventId?: string) =>
      service.deliver(orderCreatedV1, { ...order, createdAt: new Date().toISOString() }, eventId),
    deliverCancelled: (
      { orderId, customerId, total }: TestOrder,
      reason: CancellationReason = 'customer-request',
      eventId?: string,
    ) =>
      service.deliver(
        orderCancelledV1,
        { orderId, customerId, total, orderNumber: 'SC-1', reason, cancelledAt: new Date().toISOString() },
        eventId,
      ),
    deliverReturned: ({ orderId, customerId }: TestOrder, returned: TestReturn, eventId?: string) =>
      service.deliver(
        orderReturnedV1,
        {
          ...returned,
          orderId,
          customerId,
          orderNumber: 'SC-1',
          lines: [{ productId: randomUUID(), variantId: randomUUID(), quantity: 1 }],
          restock: true,
          returnedAt: new Date().toISOString(),
        },
        eventId,
      ),
    settled: (orderId: string): Promise<Books> =>
      eventually(async () => {
        const [row] = await rows<{ status: string; failureReason: string | null; isOpen: boolean }>(
          `select p.status, p.failure_reason as "failureReason", p.settled_at is null
             or exists (select 1 from refunds r where r.payment_id = p.id and r.status = 'pending') as "isOpen"
           from payments p where p.order_id = ?`,
          [orderId],
        );
        expect(row).toMatchObject({ isOpen: false });
        const { status, failureReason } = row!;
        return { status, failureReason, ...booksOf(provider, orderId) };
      }),
    async pay(token: string, amountMinor?: number) {
      const customer = newCustomer();
      const order = steps.orderOf(customer, await steps.attach(customer, token), amountMinor);
      await steps.deliverCreated(order);
      await steps.settled(order.orderId);
      const { id } = await steps.readPayment(order.orderId);
      return { customer, order, paymentId: id };
    },
    published: (type: string, orderId: string) =>
      eventually(() => {
        const data = service.sidecar.published
          .filter((event) => event.type === type)
          .map((event) => event.data as Record<string, unknown>)
          .filter((event) => event['orderId'] === orderId);
        expect(data).not.toHaveLength(0);
        return data;
      }),
    async readPayment(orderId: string): Promise<PaymentView> {
      const found = await service.send('GET', `/payments?orderId=${orderId}`, { token: staff });
      const [{ id }] = (found.body as { items: [PaymentSummary] }).items;
      return (await service.send('GET', `/payments/${id}`, { token: staff })).body as PaymentView;
    },
  };
  return steps;
}

/** What the provider's own books say of an order. */
function booksOf({ payments }: ScriptedProvider, orderId: string) {
  const payment = payments.get(orderId);
  const isCaptured = payment?.state === 'captured';
  return {
    charges: isCaptured ? 1 : 0,
    chargedMinor: isCaptured ? payment.amountMinor : 0,
    givenBackMinor: payment?.refundedMinor ?? 0,
    heldMinor: payment?.state === 'authorized' ? payment.amountMinor : 0,
  };
}
