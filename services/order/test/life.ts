import { randomUUID } from 'node:crypto';
import {
  paymentCompletedV1,
  type EventData,
  type paymentActionRequiredV1,
  type paymentFailedV1,
  type paymentRefundedV1,
  type paymentRefundFailedV1,
} from '@sidecart/contracts';
import { tokenFor, type TestResponse } from '@sidecart/testing';
import { newCustomer, orderBody, type Customer, type OrderService } from './harness';

/** An order that was placed, by whom, and of what. */
export interface Placed {
  readonly customer: Customer;
  readonly orderId: string;
  readonly variantIds: readonly string[];
  readonly totalMinor: number;
}

export const staff = tokenFor('staff');
const at = () => new Date().toISOString();

/** What payment says about an order. */
export const payments = (order: Placed) => {
  const about = { paymentId: order.orderId, orderId: order.orderId, customerId: order.customer.id };
  const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
  return {
    completed: (): EventData<typeof paymentCompletedV1> => ({
      ...about,
      amount: euros(order.totalMinor),
      completedAt: at(),
    }),
    failed: (): EventData<typeof paymentFailedV1> => ({ ...about, reason: 'card-declined', failedAt: at() }),
    actionRequired: (expiresAt: Date): EventData<typeof paymentActionRequiredV1> => ({
      ...about,
      expiresAt: expiresAt.toISOString(),
      requiredAt: at(),
    }),
    /** @param refundedTotalMinor the sum of all refunds with this one */
    refunded: (
      amountMinor = order.totalMinor,
      refundedTotalMinor = amountMinor,
      returnId?: string,
    ): EventData<typeof paymentRefundedV1> => ({
      ...about,
      refundId: returnId ?? randomUUID(),
      ...(returnId === undefined ? {} : { returnId }),
      amount: euros(amountMinor),
      refundedTotal: euros(refundedTotalMinor),
      refundedAt: at(),
    }),
    refundFailed: (
      amountMinor = order.totalMinor,
      returnId?: string,
    ): EventData<typeof paymentRefundFailedV1> => ({
      ...about,
      refundId: returnId ?? randomUUID(),
      ...(returnId === undefined ? {} : { returnId }),
      amount: euros(amountMinor),
      reason: 'refund-too-large',
      failedAt: at(),
    }),
  };
};

/** Makes what tests of the life of orders do again and again, with one service. */
export function livesOf(service: OrderService) {
  const post = (path: string, token: string, body?: object): Promise<TestResponse> =>
    service.send('POST', path, { token, ...(body === undefined ? {} : { body }) });

  async function placed(quantities: readonly number[] = [2]): Promise<Placed> {
    const customer = newCustomer();
    const items = quantities.map((quantity) => ({ productId: randomUUID(), quantity }));
    const { body } = await service.place(customer, { body: orderBody({ items }) });
    return {
      customer,
      orderId: body.id,
      variantIds: items.map((item) => item.productId),
      totalMinor: body.totalMinor,
    };
  }

  async function confirmed(quantities?: readonly number[]): Promise<Placed> {
    const order = await placed(quantities);
    expect(await service.deliver(paymentCompletedV1, payments(order).completed())).toBe('SUCCESS');
    return order;
  }

  async function delivered(quantities?: readonly number[]): Promise<Placed> {
    const order = await confirmed(quantities);
    expect((await post(`/orders/${order.orderId}/ship`, staff, {})).status).toBe(200);
    expect((await post(`/orders/${order.orderId}/deliver`, staff)).status).toBe(200);
    return order;
  }

  const askReturn = (
    { customer, orderId, variantIds }: Placed,
    quantities: readonly number[],
    key = randomUUID(),
  ): Promise<TestResponse> =>
    service.send('POST', `/orders/${orderId}/returns`, {
      token: customer.token,
      headers: { 'idempotency-key': key },
      body: {
        lines: quantities.flatMap((quantity, index) =>
          quantity === 0 ? [] : [{ variantId: variantIds[index], quantity }],
        ),
        reason: 'It does not fit.',
      },
    });

  return {
    post,
    placed,
    confirmed,
    delivered,
    askReturn,
    accept: (returnId: string, body: object = { restock: true }) =>
      post(`/returns/${returnId}/accept`, staff, body),
    cancel: ({ customer, orderId }: Placed, body?: object) =>
      post(`/orders/${orderId}/cancel`, customer.token, body),
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every form
    read: async ({ customer, orderId }: Placed): Promise<any> =>
      (await service.send('GET', `/orders/${orderId}`, { token: customer.token })).body,
    historyOf: async ({ customer, orderId }: Placed): Promise<string[]> => {
      const { body } = await service.send('GET', `/orders/${orderId}/history`, { token: customer.token });
      return body.items.map((entry: { to: string }) => entry.to);
    },
    /** How many events of a type about an order the service has written, published or not. */
    countEvents: async ({ orderId }: Placed, topic: string): Promise<number> => {
      const [row] = await service.orm.em
        .fork()
        .execute<{ n: number }[]>('select count(*)::int as n from outbox where subject = ? and topic = ?', [
          orderId,
          topic,
        ]);
      return row!.n;
    },
  };
}
