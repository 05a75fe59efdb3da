import { randomUUID } from 'node:crypto';
import { runCommand } from './command';
import { PlainError } from './plain-error';
import { say } from './progress';
import { call, idempotencyKey, waitFor, waitForMail, type Answer, type Call } from './shop-client';

const USAGE = `
npm run demo

Goes through the three flows of the specification as a REST client would: registration, product search, and an order
from the cart to its confirmation mail. The platform must be running (npm start).
`;

interface Session {
  readonly email: string;
  readonly token: string;
}

interface Product {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly optionNames: readonly string[];
}

interface Order {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly breakdown: {
    readonly subtotalMinor: number;
    readonly discountMinor: number;
    readonly shippingMinor: number;
    readonly taxMinor: number;
  };
}

runCommand(USAGE, async () => {
  await requirePlatform();
  const session = await register();
  const product = await search();
  await order(session, product);
  say('\nAll three flows went through.');
  return 0;
});

async function requirePlatform(): Promise<void> {
  const ready = await call('GET', '/health/ready').catch(() => undefined);
  if (ready?.status !== 200) {
    throw new PlainError('The platform does not answer at http://localhost:3000: start it with npm start.');
  }
}

async function register(): Promise<Session> {
  say('\n1. Registration');
  const email = `demo-${randomUUID().slice(0, 8)}@customer.example`;
  const account = { email, password: randomUUID(), displayName: 'Dana Demo' };
  const { body } = await step<{ accessToken: string; user: { id: string } }>('POST', '/api/auth/register', {
    body: account,
  });
  tell(`account ${body.user.id} for ${email}, signed in at once`);
  const profile = await step<{ displayName: string }>('GET', '/api/users/me', { token: body.accessToken });
  tell(`the user service has the profile of ${profile.body.displayName}`);
  return { email, token: body.accessToken };
}

async function search(): Promise<Product> {
  say('\n2. Product search');
  const path = `/api/products?search=laptop&inStock=true&limit=3&maxPrice=${1_000_000 + Math.floor(Math.random() * 1e6)}`;
  const first = await step<{ items: Product[] }>('GET', path);
  tell(
    `cache ${first.headers.get('x-cache') ?? '?'}: ${first.body.items.map((item) => item.name).join(' · ')}`,
  );
  const second = await step('GET', path);
  tell(`cache ${second.headers.get('x-cache') ?? '?'}: the same answer`);
  // One that comes in sizes would need a choice.
  const product = first.body.items.find(({ optionNames }) => optionNames.length === 0);
  if (!product) throw new PlainError('The search found nothing: has the catalogue been seeded?');
  return product;
}

async function order({ email, token }: Session, product: Product): Promise<void> {
  say('\n3. Order');
  await step('POST', '/api/cart/items', { token, body: { productId: product.id, quantity: 1 } });
  tell(`in the cart: ${product.name}, ${money(product.priceMinor, product.currency)}`);
  const method = await step<{ id: string }>('POST', '/api/payments/methods', {
    token,
    headers: idempotencyKey(),
    body: { provider: 'sandbox', token: 'tok_visa' },
  });
  tell(`payment method ${method.body.id}`);
  const placed = await step<Order>('POST', '/api/orders', {
    token,
    headers: idempotencyKey(),
    body: { paymentMethodId: method.body.id, shippingAddress: ADDRESS, couponCode: 'WELCOME10' },
  });
  tell(
    `order ${placed.body.number} is ${placed.body.status}, ${money(placed.body.totalMinor, placed.body.currency)}`,
  );
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor } = placed.body.breakdown;
  const amount = (minor: number) => money(minor, placed.body.currency);
  tell(
    `goods ${amount(subtotalMinor)} − coupon ${amount(discountMinor)} + shipping ${amount(shippingMinor)}`,
  );
  tell(`of which tax ${amount(taxMinor)}`);
  const settled = await waitFor('The end of the order', async () => {
    const { body } = await call<Order>('GET', `/api/orders/${placed.body.id}`, { token });
    return body.status === 'pending' ? undefined : body;
  });
  tell(`order ${settled.number} is ${settled.status}`);
  if (settled.status !== 'confirmed')
    throw new PlainError(`The order was not confirmed but ${settled.status}.`);
  const mail = await waitForMail(email, /confirm/i);
  tell(`mail to ${mail.to.join(', ')}: “${mail.subject}” (read it at http://localhost:8025)`);
}

const ADDRESS = {
  name: 'Dana Demo',
  line1: 'Sample Street 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** Does one request, shows it and its status, and ends the demo when it is refused. */
async function step<T = Record<string, unknown>>(
  method: string,
  path: string,
  options: Call = {},
): Promise<Answer<T>> {
  const startedAt = performance.now();
  const answer = await call<T>(method, path, options);
  say(`   ${method} ${path}  →  ${answer.status}  (${(performance.now() - startedAt).toFixed(0)} ms)`);
  if (answer.status >= 400) throw new PlainError(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer;
}

const tell = (text: string): void => say(`      ${text}`);

const money = (minor: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 100);
