import { randomUUID } from 'node:crypto';
import { idempotencyKey, type Answer } from '../shop-client';
import { callPatiently } from './call-patiently';
import { expectSuccess, type Buyer, type Person } from './person';

/** What stands in the books of a product. */
export interface Stock {
  readonly onHand: number;
  readonly reserved: number;
}

export interface PlacedOrder {
  readonly id: string;
  readonly status: string;
  readonly totalMinor: number;
}

/** Where everybody who tries the shop lives. */
export const ADDRESS = {
  name: 'Paula Proof',
  line1: 'Sample Street 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** Puts a new product on sale. @returns its id */
export async function createProduct(staff: Person, stock: number): Promise<string> {
  const categories = await expectSuccess(
    callPatiently<{ items: { id: string }[] }>('GET', '/api/categories'),
  );
  const { id } = await expectSuccess(
    callPatiently<{ id: string }>('POST', '/api/products', {
      token: await staff.token(),
      headers: idempotencyKey(),
      body: {
        name: 'Thing of which there are few',
        sku: `PROOF-${randomUUID().slice(0, 18).toUpperCase()}`,
        slug: `proof-${randomUUID()}`,
        description: 'Made by npm run prove.',
        priceMinor: 1_999,
        currency: 'EUR',
        categoryId: categories.items[0]?.id,
        status: 'active',
        stock,
      },
    }),
  );
  return id;
}

/** Orders pieces of a product. */
export async function placeOrder(
  buyer: Buyer,
  { productId, quantity = 1, paymentMethodId = buyer.paymentMethodId, key = idempotencyKey() }: OrderWish,
): Promise<Answer<PlacedOrder>> {
  const body = orderBody(buyer, { productId, quantity, paymentMethodId });
  return callPatiently<PlacedOrder>('POST', '/api/orders', {
    token: await buyer.token(),
    headers: key,
    body,
  });
}

/** What is sent to order them. */
export const orderBody = (
  buyer: Buyer,
  { productId, quantity = 1, paymentMethodId = buyer.paymentMethodId }: OrderWish,
): object => ({ paymentMethodId, shippingAddress: ADDRESS, items: [{ productId, quantity }] });

export interface OrderWish {
  readonly productId: string;
  readonly quantity?: number;
  /** By default the one whose charges succeed. */
  readonly paymentMethodId?: string;
  readonly key?: Record<string, string>;
}

export const readStock = async (staff: Person, productId: string): Promise<Stock> =>
  expectSuccess(
    callPatiently<Stock & Record<string, unknown>>('GET', `/api/products/${productId}/inventory`, {
      token: await staff.token(),
    }),
  );

export const readOrder = async (buyer: Person, id: string): Promise<PlacedOrder> =>
  expectSuccess(callPatiently<PlacedOrder>('GET', `/api/orders/${id}`, { token: await buyer.token() }));

/** Whether something no longer waits for anything. */
export const isDecided = (order: PlacedOrder): boolean => order.status !== 'pending';
