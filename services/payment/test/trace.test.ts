import '@sidecart/platform/tracing';
import { orderCreatedV1, paymentCompletedV1, paymentRefundedV1 } from '@sidecart/contracts';
import { randomUUID } from 'node:crypto';
import { newCustomer, startPayment, type PaymentService } from './harness';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;

let payment: PaymentService;

beforeAll(async () => {
  payment = await startPayment();
});

afterAll(() => payment.close());

const traceOf = async (type: string, orderId: string) => {
  await payment.published(type, orderId);
  const event = payment.sidecar.published.find(
    (one) => one.type === type && (one.data as { orderId: string }).orderId === orderId,
  );
  return event?.traceparent?.split('-')[1];
};

describe('the trace of a payment', () => {
  it('is that of its order, also in what the workers do later', async () => {
    const customer = newCustomer();
    const order = payment.orderOf(customer, await payment.attach(customer, 'tok_visa'));
    const createdAt = new Date().toISOString();
    await payment.deliver(orderCreatedV1, { ...order, createdAt }, randomUUID(), { traceparent });
    expect(await traceOf(paymentCompletedV1.type, order.orderId)).toBe(TRACE);
    await payment.deliverCancelled(order);
    expect(await traceOf(paymentRefundedV1.type, order.orderId)).toBe(TRACE);
  });
});
