import { isDeepStrictEqual } from 'node:util';
import { call, idempotencyKey, waitFor, type Answer } from '../shop-client';
import { callPatiently } from './call-patiently';
import { createProduct, isDecided, placeOrder, readOrder, readStock } from './goods';
import { expectSuccess, type Buyer, type Person } from './person';

/** An operation that is asked for many times under one key. */
export interface RepeatedOperation {
  readonly name: string;
  send(key: Record<string, string>): Promise<Answer<object>>;
  /** Asks for something else under the same key. */
  sendOther(key: Record<string, string>): Promise<Answer<object>>;
  /** How often it took effect. */
  countEffects(): Promise<number>;
}

export interface RepetitionOutcome {
  readonly name: string;
  readonly statuses: readonly number[];
  readonly differentAnswers: number;
  readonly effects: number;
  /** The status of the other request under the same key. */
  readonly other: number;
}

/** Sends the same request under the same key so many times at once, and then another one. */
export async function repeat(operation: RepeatedOperation, times: number): Promise<RepetitionOutcome> {
  const key = idempotencyKey();
  const answers = await Promise.all(Array.from({ length: times }, () => operation.send(key)));
  const different = answers.filter(({ body }) => !isDeepStrictEqual(body, answers[0]?.body));
  return {
    name: operation.name,
    statuses: [...new Set(answers.map(({ status }) => status))],
    differentAnswers: different.length,
    effects: await operation.countEffects(),
    other: (await operation.sendOther(key)).status,
  };
}

/** Says what is not as it must be: one effect, one answer, and another request under the key is refused. */
export const findRepetition = ({
  statuses,
  differentAnswers,
  effects,
  other,
}: RepetitionOutcome): string[] => [
  ...(statuses.join() === '201' ? [] : [`answered ${statuses.join(', ')}`]),
  ...(differentAnswers === 0 ? [] : [`${differentAnswers} answers differ`]),
  ...(effects === 1 ? [] : [`${effects} effects`]),
  ...(other === 422 ? [] : [`another request under the key: ${other}`]),
];

/** The operations that create something or move money or stock, ready to be asked for. */
export async function repeatedOperations(
  [buyer, refunded]: readonly [Buyer, Buyer],
  staff: Person,
): Promise<readonly RepeatedOperation[]> {
  const stock = 1_000;
  const [ordered, adjusted] = [await createProduct(staff, stock), await createProduct(staff, stock)];
  return [
    order(buyer, ordered),
    paymentMethod(buyer),
    await refund(refunded, staff, await createProduct(staff, stock)),
    adjustment(staff, adjusted, stock),
  ];
}

const count = async (person: Person, path: string, is: (item: Record<string, unknown>) => boolean) => {
  const token = await person.token();
  const { items } = await expectSuccess(call<{ items: Record<string, unknown>[] }>('GET', path, { token }));
  return items.filter(is).length;
};

const order = (buyer: Buyer, productId: string): RepeatedOperation => ({
  name: 'POST /api/orders',
  send: (key) => placeOrder(buyer, { productId, key }),
  sendOther: (key) => placeOrder(buyer, { productId, quantity: 2, key }),
  countEffects: () => count(buyer, '/api/orders?limit=100', () => true),
});

function paymentMethod(buyer: Buyer): RepeatedOperation {
  const add = (token: string) => async (headers: Record<string, string>) =>
    callPatiently('POST', '/api/payments/methods', {
      token: await buyer.token(),
      headers,
      body: { provider: 'sandbox', token },
    });
  return {
    name: 'POST /api/payments/methods',
    send: add('tok_mastercard'),
    sendOther: add('tok_declined'),
    countEffects: () => count(buyer, '/api/payments/methods', ({ id }) => id !== buyer.paymentMethodId),
  };
}

async function refund(buyer: Buyer, staff: Person, productId: string): Promise<RepeatedOperation> {
  const placed = await expectSuccess(placeOrder(buyer, { productId }));
  await waitFor('The end of the order', async () => {
    const present = await readOrder(buyer, placed.id);
    return isDecided(present) ? present : undefined;
  });
  const { items } = await expectSuccess(
    call<{ items: { id: string }[] }>('GET', `/api/payments?orderId=${placed.id}`, {
      token: await buyer.token(),
    }),
  );
  const path = `/api/payments/${items[0]?.id}`;
  const ask = (amountMinor: number) => async (headers: Record<string, string>) =>
    callPatiently('POST', `${path}/refunds`, {
      token: await staff.token(),
      headers,
      body: { amountMinor, reason: 'A proof' },
    });
  return {
    name: 'POST /api/payments/{paymentId}/refunds',
    send: ask(100),
    sendOther: ask(101),
    countEffects: async () => {
      const token = await buyer.token();
      return (await expectSuccess(call<{ refunds: object[] }>('GET', path, { token }))).refunds.length;
    },
  };
}

function adjustment(staff: Person, productId: string, before: number): RepeatedOperation {
  const adjust = (delta: number) => async (headers: Record<string, string>) =>
    callPatiently('POST', `/api/products/${productId}/inventory/adjustments`, {
      token: await staff.token(),
      headers,
      body: { delta, reason: 'A proof' },
    });
  return {
    name: 'POST /api/products/{productId}/inventory/adjustments',
    send: adjust(1),
    sendOther: adjust(2),
    countEffects: async () => (await readStock(staff, productId)).onHand - before,
  };
}
