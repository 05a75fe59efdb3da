import { randomUUID } from 'node:crypto';
import { call, idempotencyKey, waitFor, type Answer } from '../scripts/src/shop-client';

export interface Customer {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly priceMinor: number;
  readonly optionNames: readonly string[];
}

export interface Order {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly paymentState: string;
  readonly totalMinor: number;
  readonly breakdown: {
    readonly subtotalMinor: number;
    readonly discountMinor: number;
    readonly shippingMinor: number;
  };
}

const address = { name: 'E. Tester', line1: 'Road 1', city: 'Town', postalCode: '1000', country: 'DE' };

/** Registers somebody new. */
export async function register(): Promise<Customer> {
  const email = `e2e-${randomUUID()}@customer.example`;
  const password = randomUUID();
  const { status, body } = await call<{ accessToken: string; user: { id: string } }>(
    'POST',
    '/api/auth/register',
    {
      body: { email, password, displayName: 'E. Tester' },
    },
  );
  expect(status).toBe(201);
  return { id: body.user.id, email, password, token: body.accessToken };
}

/**
 * Some product that can be bought without choosing a size or a colour; not one of the newest, which are those that other
 * tests make and sell out.
 */
export async function anyProduct(): Promise<Product> {
  const { body } = await call<{ items: Product[] }>('GET', '/api/products?inStock=true&limit=100&sort=name');
  const simple = body.items.filter(({ optionNames }) => optionNames.length === 0);
  const product = simple[Math.floor(Math.random() * simple.length)];
  if (!product) throw new Error('There is no product in stock');
  return product;
}

/** Adds a payment method of the sandbox provider; its token decides what happens to a charge. */
export async function addMethod({ token }: Customer, providerToken: string): Promise<string> {
  const { status, body } = await call<{ id: string }>('POST', '/api/payments/methods', {
    token,
    headers: idempotencyKey(),
    body: { provider: 'sandbox', token: providerToken },
  });
  expect(status).toBe(201);
  return body.id;
}

/** Orders one piece of a product. */
export async function placeOrder(
  { token }: Customer,
  product: Product,
  paymentMethodId: string,
  key: Record<string, string> = idempotencyKey(),
  wishes: object = {},
): Promise<Answer<Order>> {
  return call<Order>('POST', '/api/orders', {
    token,
    headers: key,
    body: {
      paymentMethodId,
      shippingAddress: address,
      items: [{ productId: product.id, quantity: 1 }],
      ...wishes,
    },
  });
}

/** Waits until an order is as expected, and returns it. */
export const waitForOrder = (
  { token }: Customer,
  id: string,
  is: (order: Order) => boolean,
): Promise<Order> =>
  waitFor('The expected state of the order', async () => {
    const { body } = await call<Order>('GET', `/api/orders/${id}`, { token });
    return is(body) ? body : undefined;
  });
