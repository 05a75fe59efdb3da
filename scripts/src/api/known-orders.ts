import { waitFor } from '../shop-client';
import type { Hand } from './cast';
import { ADDRESS, spare, SPARE } from './known-things';
import type { KnownValues } from './prepare-document';

interface Purchase {
  readonly products: readonly string[];
  readonly paymentMethodId: string;
}

/** The customer's orders in every state, and what belongs to them. */
export async function prepareOrders(
  buyer: Hand,
  shop: Hand,
  { products, paymentMethodId }: Purchase,
): Promise<KnownValues> {
  const place = (items: readonly string[]) =>
    confirmedOrder(buyer, { items: items.map((productId) => ({ productId, quantity: 1 })), paymentMethodId });
  const order = () => place(products.slice(0, 1));
  const delivered = async () => advance(shop, await order(), ['ship', 'deliver']);
  const askReturn = async () => {
    const lines = [{ variantId: products[0], quantity: 1 }];
    return (
      await buyer.post(`/api/orders/${await delivered()}/returns`, { lines, reason: 'It does not fit.' })
    ).id;
  };
  const confirmed = await place(products);
  const returns = await spare(askReturn, 3 * SPARE);
  const { items: payments } = await buyer.get<{ items: { id: string }[] }>(
    `/api/payments?orderId=${confirmed}`,
  );
  const { items: notices } = await buyer.get<{ items: { id: string }[] }>('/api/notifications');
  return {
    orderId: [confirmed],
    'cancelOrder.orderId': await spare(order),
    'shipOrder.orderId': await spare(order),
    'deliverOrder.orderId': await spare(async () => advance(shop, await order(), ['ship'])),
    'changeTracking.orderId': [await advance(shop, await order(), ['ship'])],
    'requestReturn.orderId': await spare(delivered),
    returnId: returns.slice(0, 1),
    'acceptReturn.returnId': returns.slice(0, SPARE),
    'rejectReturn.returnId': returns.slice(SPARE, 2 * SPARE),
    'withdrawReturn.returnId': returns.slice(2 * SPARE),
    paymentId: payments.map(({ id }) => id),
    'requestRefund.amountMinor': [1, 2, 3],
    notificationId: notices.slice(0, SPARE).map(({ id }) => id),
    upTo: notices.slice(0, 1).map(({ id }) => id),
  };
}

/** An order that is paid. @returns its id */
export async function confirmedOrder(
  buyer: Hand,
  wish: { items: readonly object[]; paymentMethodId: string },
): Promise<string> {
  const { id } = await buyer.post('/api/orders', { ...wish, shippingAddress: ADDRESS });
  await waitFor(`The confirmation of order ${id}`, async () => {
    const { status } = await buyer.get<{ status: string }>(`/api/orders/${id}`);
    return status === 'confirmed' ? status : undefined;
  });
  return id;
}

/** Takes an order on. @returns its id */
export async function advance(
  shop: Hand,
  orderId: string,
  steps: readonly ('ship' | 'deliver')[],
): Promise<string> {
  for (const step of steps) {
    const body = step === 'ship' ? { carrier: 'Post', trackingNumber: 'T-1' } : undefined;
    await shop.post(`/api/orders/${orderId}/${step}`, body);
  }
  return orderId;
}
