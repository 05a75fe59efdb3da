import { randomUUID } from 'node:crypto';
import { inParallel } from '../in-parallel';
import { createProduct } from '../prove/goods';
import { addMethod, type Person } from '../prove/person';
import { call, waitFor, waitForMail } from '../shop-client';
import { handOf, type Cast, type Hand } from './cast';
import type { KnownValues } from './prepare-document';

/** How many of each thing that a request uses up. */
const SPARE = 3;

const ADDRESS = {
  name: 'Carla Customer',
  line1: 'Sample Street 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

const spare = <T>(make: () => Promise<T>, count = SPARE): Promise<T[]> =>
  inParallel(Array.from({ length: count }), 1, make);

/** Fills the shop with what requests can name: products, and the customer's orders in every state. */
export async function prepareShop({ customer, staff, extra }: Cast): Promise<KnownValues> {
  const [buyer, shop] = [handOf(customer), handOf(staff)];
  const products = await spare(() => createProduct(staff, 10_000), 2);
  const { items: categories } = await shop.get<{ items: { id: string; slug: string }[] }>('/api/categories');
  const paymentMethodId = await addMethod(customer, 'tok_visa');
  const order = () => confirmedOrder(buyer, String(products[0]), paymentMethodId);
  const shipped = async () => advance(shop, await order(), ['ship']);
  const delivered = async () => advance(shop, await order(), ['ship', 'deliver']);
  const [confirmed = '', ...others] = await spare(order, 1 + 2 * SPARE);
  const returnable = await spare(delivered, SPARE);
  const returns = await spare(
    async () => askReturn(buyer, await delivered(), String(products[0])),
    3 * SPARE,
  );
  const { items: payments } = await buyer.get<{ items: { id: string }[] }>(
    `/api/payments?orderId=${confirmed}`,
  );
  return {
    productId: products,
    idOrSlug: products,
    variantId: [String(products[0])],
    'managed.productId': await spare(() => createProduct(staff, 100), SPARE),
    categoryId: categories.slice(0, 3).map(({ id }) => id),
    category: categories.slice(0, 3).map(({ slug }) => slug),
    parentId: categories.slice(0, 1).map(({ id }) => id),
    'managed.categoryId': await spare(() => createCategory(shop)),
    orderId: [confirmed],
    'cancelOrder.orderId': others.slice(0, SPARE),
    'shipOrder.orderId': others.slice(SPARE),
    'deliverOrder.orderId': await spare(shipped),
    'changeTracking.orderId': await spare(shipped, 1),
    'requestReturn.orderId': returnable,
    returnId: returns.slice(0, 1),
    'acceptReturn.returnId': returns.slice(0, SPARE),
    'rejectReturn.returnId': returns.slice(SPARE, 2 * SPARE),
    'withdrawReturn.returnId': returns.slice(2 * SPARE),
    paymentId: payments.map(({ id }) => id),
    userId: [customer.id],
    customerId: [customer.id],
    ...(await prepareReviews(buyer, shop, products)),
    ...(await prepareAccounts(extra)),
  };
}

async function confirmedOrder(buyer: Hand, productId: string, paymentMethodId: string): Promise<string> {
  const items = [{ productId, quantity: 1 }];
  const { id } = await buyer.post('/api/orders', { paymentMethodId, shippingAddress: ADDRESS, items });
  await waitFor(`The confirmation of order ${id}`, async () => {
    const { status } = await buyer.get<{ status: string }>(`/api/orders/${id}`);
    return status === 'confirmed' ? status : undefined;
  });
  return id;
}

async function advance(shop: Hand, orderId: string, steps: readonly ('ship' | 'deliver')[]): Promise<string> {
  for (const step of steps) {
    const body = step === 'ship' ? { carrier: 'Post', trackingNumber: 'T-1' } : undefined;
    await shop.post(`/api/orders/${orderId}/${step}`, body);
  }
  return orderId;
}

const askReturn = async (buyer: Hand, orderId: string, variantId: string): Promise<string> =>
  (
    await buyer.post(`/api/orders/${orderId}/returns`, {
      lines: [{ variantId, quantity: 1 }],
      reason: 'It does not fit.',
    })
  ).id;

const createCategory = async (shop: Hand): Promise<string> =>
  (await shop.post('/api/categories', { name: 'Tried', slug: `tried-${randomUUID()}`, position: 1 })).id;

/** A review is one for each buyer and product, and only of what was bought. */
async function prepareReviews(buyer: Hand, shop: Hand, products: readonly string[]): Promise<KnownValues> {
  const [bought = '', other = ''] = products;
  const review = { rating: 5, title: 'Good', body: 'It does what it should.' };
  const { id } = await waitFor('The right to review', () =>
    buyer.post(`/api/products/${bought}/reviews`, review).catch(() => undefined),
  );
  await shop.put(`/api/reviews/${id}/moderation`, { decision: 'approve' }).catch(() => undefined);
  return { reviewId: [id], 'writeReview.productId': [other] };
}

/** What the operations on accounts need; each secret is good once. */
async function prepareAccounts({ email, password }: Cast['extra']): Promise<KnownValues> {
  const signIn = async () => {
    const { body } = await call<{ refreshToken: string }>('POST', '/api/auth/login', {
      body: { email, password },
    });
    return body.refreshToken;
  };
  await call('POST', '/api/auth/password/forgot', { body: { email } });
  const mail = await waitForMail(email, /password/i);
  return {
    'logIn.body': [{ email, password }],
    'refreshSession.refreshToken': await spare(signIn, 2 * SPARE),
    'resetPassword.body': [{ token: /[?&#]token=([\w.~-]+)/.exec(mail.text)?.[1], password }],
    'changePassword.body': [{ currentPassword: password, newPassword: password }],
  };
}

/** What belongs to one person: addresses, payment methods, sessions. */
export async function preparePersonal(person: Person, extra: Cast['extra']): Promise<KnownValues> {
  const hand = handOf(person);
  const address = async () => (await hand.post('/api/users/me/addresses', ADDRESS)).id;
  const addresses = await spare(address, 1 + SPARE);
  const methods = await spare(() => addMethod(person, 'tok_visa'), 2);
  const { items: sessions } = await hand.get<{ items: { id: string; current: boolean }[] }>(
    '/api/auth/sessions',
  );
  return {
    addressId: addresses.slice(0, 1),
    'removeMyAddress.addressId': addresses.slice(1),
    paymentMethodId: methods.slice(0, 1),
    'removePaymentMethod.methodId': methods.slice(1),
    methodId: methods.slice(0, 1),
    sessionId: sessions
      .filter(({ current }) => !current)
      .map(({ id }) => id)
      .slice(0, SPARE),
    'forgotPassword.email': [extra.email],
    'register.body': [
      { email: `tried-${randomUUID()}@customer.example`, password: randomUUID(), displayName: 'Tried' },
    ],
    'createCategory.body': [{ name: 'Tried', slug: `tried-${randomUUID()}`, position: 1 }],
    'createProduct.sku': [`TRIED-${randomUUID().slice(0, 13).toUpperCase()}`],
    'createProduct.slug': [`tried-${randomUUID()}`],
  };
}
