/**
 * Ten customers browse, search, fill a cart and order for two minutes. No request may fail and every order must be
 * confirmed. Afterwards `npm run laws` checks the books.
 */
import { sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';
import {
  addToCart,
  placeOrder,
  readProduct,
  registerCustomer,
  searchProducts,
  waitForEnd,
} from './lib/shop.js';

const USERS = 10;
const WORDS = ['laptop', 'chair', 'lamp', 'shirt', 'coffee', 'garden', 'camera', 'book'];

const placed = new Counter('orders_placed');
const unconfirmed = new Counter('orders_not_confirmed');
const confirmationMs = new Trend('order_confirmation_ms', true);

export const options = {
  scenarios: { customers: { executor: 'constant-vus', vus: USERS, duration: __ENV.DURATION || '2m' } },
  thresholds: {
    http_req_failed: ['rate==0'],
    checks: ['rate==1'],
    orders_placed: ['count>0'],
    orders_not_confirmed: ['count==0'],
  },
};

export function setup() {
  return { customers: Array.from({ length: USERS }, () => registerCustomer()) };
}

export default function shop({ customers }) {
  const customer = customers[(__VU - 1) % customers.length];
  const found = searchProducts(`search=${pick(WORDS)}`);
  const products = found.length > 0 ? found : searchProducts('sort=rating');
  const product = readProduct(pick(products).slug);
  sleep(0.5);
  addToCart(customer, product.id);
  const startedAt = Date.now();
  const order = placeOrder(customer);
  placed.add(1);
  const end = waitForEnd(customer, order.id);
  confirmationMs.add(Date.now() - startedAt);
  unconfirmed.add(end.status === 'confirmed' ? 0 : 1);
  sleep(0.5);
}

const pick = (list) => list[Math.floor(Math.random() * list.length)];
