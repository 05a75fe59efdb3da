import http from 'k6/http';
import { check, fail, sleep } from 'k6';
import { uuidv4 } from './uuid.js';

/** Where the gateway is; SIDECART_URL moves the same scenarios to a cluster. */
export const BASE_URL = __ENV.SIDECART_URL || 'http://localhost:3000';

const json = { 'content-type': 'application/json' };

const signedIn = (customer, headers = {}) => ({
  headers: { ...json, authorization: `Bearer ${customer.token}`, ...headers },
});

/** A request whose name is its route, so that ids do not make a series each. */
const named = (name, parameters = {}) => ({ ...parameters, tags: { name } });

function body(response, status, what) {
  const good = check(response, { [what]: (answer) => answer.status === status });
  if (!good) fail(`${what}: ${response.status} ${response.body}`);
  return response.json();
}

/** Registers a customer with a payment method that always pays. */
export function registerCustomer() {
  const account = {
    email: `load-${uuidv4()}@customer.example`,
    password: uuidv4(),
    displayName: 'Load Tester',
  };
  const registered = http.post(
    `${BASE_URL}/api/auth/register`,
    JSON.stringify(account),
    named('POST /api/auth/register', { headers: json }),
  );
  const customer = { token: body(registered, 201, 'registered').accessToken };
  const method = http.post(
    `${BASE_URL}/api/payments/methods`,
    JSON.stringify({ provider: 'sandbox', token: 'tok_visa' }),
    named('POST /api/payments/methods', signedIn(customer, { 'idempotency-key': uuidv4() })),
  );
  return { ...customer, paymentMethodId: body(method, 201, 'payment method added').id };
}

/** Reads a list of products that can be bought without choosing a size or a colour. */
export function searchProducts(query) {
  const answer = http.get(
    `${BASE_URL}/api/products?inStock=true&limit=20&${query}`,
    named('GET /api/products'),
  );
  return body(answer, 200, 'products listed').items.filter((product) => product.optionNames.length === 0);
}

export function readProduct(slug) {
  return body(
    http.get(`${BASE_URL}/api/products/${slug}`, named('GET /api/products/{slug}')),
    200,
    'product read',
  );
}

export function addToCart(customer, productId) {
  const answer = http.post(
    `${BASE_URL}/api/cart/items`,
    JSON.stringify({ productId, quantity: 1 }),
    named('POST /api/cart/items', signedIn(customer)),
  );
  return body(answer, 201, 'put into the cart');
}

const shippingAddress = {
  name: 'Load Tester',
  line1: 'Road 1',
  city: 'Town',
  postalCode: '1000',
  country: 'DE',
};

/** Orders what is in the cart. */
export function placeOrder(customer) {
  const answer = http.post(
    `${BASE_URL}/api/orders`,
    JSON.stringify({ paymentMethodId: customer.paymentMethodId, shippingAddress }),
    named('POST /api/orders', signedIn(customer, { 'idempotency-key': uuidv4() })),
  );
  return body(answer, 201, 'order placed');
}

/** Looks at an order until it is decided; gives up after thirty seconds. */
export function waitForEnd(customer, orderId) {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answer = http.get(
      `${BASE_URL}/api/orders/${orderId}`,
      named('GET /api/orders/{orderId}', signedIn(customer)),
    );
    const order = body(answer, 200, 'order read');
    if (order.status !== 'pending') return order;
    sleep(0.2);
  }
  return fail(`order ${orderId} is still pending`);
}
