import { call, idempotencyKey, waitFor } from '../shop-client';
import { isDecided, placeOrder, readOrder, type PlacedOrder } from './goods';
import { expectSuccess, type Buyer, type Person } from './person';
import { callPatiently } from './call-patiently';

/** What is to become of an order. */
export interface Story {
  readonly name: string;
  /** How many of a hundred orders. */
  readonly share: number;
  /** The token of the payment method at the sandbox. */
  readonly card: 'tok_visa' | 'tok_declined';
  /** What is done after the order was placed. */
  continue(order: Characters): Promise<void>;
  /** How it must end. */
  readonly end: string;
}

export interface Characters {
  readonly id: string;
  readonly productId: string;
  readonly buyer: Buyer;
  readonly staff: Person;
}

export interface ToldStory extends Characters {
  readonly story: Story;
}

const nothing = (): Promise<void> => Promise.resolve();

/** What happens to orders in a shop, all of it. */
export const STORIES: readonly Story[] = [
  { name: 'paid', share: 25, card: 'tok_visa', continue: nothing, end: 'confirmed' },
  { name: 'declined', share: 15, card: 'tok_declined', continue: nothing, end: 'cancelled' },
  { name: 'cancelled at once', share: 15, card: 'tok_visa', continue: cancel, end: 'cancelled' },
  {
    name: 'cancelled when paid',
    share: 15,
    card: 'tok_visa',
    continue: async (order) => {
      await untilDecided(order);
      await cancel(order);
    },
    end: 'cancelled',
  },
  { name: 'shipped', share: 10, card: 'tok_visa', continue: ship, end: 'shipped' },
  {
    name: 'delivered',
    share: 10,
    card: 'tok_visa',
    continue: deliver,
    end: 'delivered',
  },
  {
    name: 'returned',
    share: 10,
    card: 'tok_visa',
    continue: async (order) => {
      await deliver(order);
      await giveBack(order);
    },
    end: 'returned',
  },
];

/** Which story the order of some number gets, so that the shares come out and the stories mix. */
export function storyOf(index: number): Story {
  // 37 has no divisor in common with 100: the numbers 0 to 99 come once each, far from their order.
  let place = (index * 37) % 100;
  for (const story of STORIES) {
    if (place < story.share) return story;
    place -= story.share;
  }
  throw new Error('The shares do not add up to a hundred');
}

/** Places an order and tells its story as far as clients do. */
export async function tell(
  story: Story,
  buyer: Buyer,
  staff: Person,
  order: { productId: string; paymentMethodId: string },
): Promise<ToldStory> {
  const { id } = await expectSuccess(placeOrder(buyer, order));
  const told = { id, productId: order.productId, buyer, staff, story };
  await story.continue(told);
  return told;
}

export const untilDecided = ({ id, buyer }: Characters): Promise<PlacedOrder> =>
  waitFor(
    `The end of order ${id}`,
    async () => {
      const order = await readOrder(buyer, id);
      return isDecided(order) ? order : undefined;
    },
    SETTLE_TIMEOUT_MS,
  );

const SETTLE_TIMEOUT_MS = 120_000;

async function cancel({ id, buyer }: Characters): Promise<void> {
  await act(buyer, `/api/orders/${id}/cancel`);
}

async function ship(order: Characters): Promise<void> {
  await untilDecided(order);
  await act(order.staff, `/api/orders/${order.id}/ship`, { carrier: 'Post', trackingNumber: 'T-1' });
}

async function deliver(order: Characters): Promise<void> {
  await ship(order);
  await act(order.staff, `/api/orders/${order.id}/deliver`);
}

/** Sends all of it back; a product without options is its own variant. */
async function giveBack({ id, productId, buyer, staff }: Characters): Promise<void> {
  const asked = await expectSuccess(
    callPatiently<{ id: string }>('POST', `/api/orders/${id}/returns`, {
      token: await buyer.token(),
      headers: idempotencyKey(),
      body: { lines: [{ variantId: productId, quantity: 1 }], reason: 'It does not fit.' },
    }),
  );
  await act(staff, `/api/returns/${asked.id}/accept`, { restock: true });
}

/** A POST that is safe to repeat, since it leads to a state. */
async function act(person: Person, path: string, body?: object): Promise<void> {
  const token = await person.token();
  await expectSuccess(callPatiently('POST', path, { token, ...(body === undefined ? {} : { body }) }));
}

/** How an order went, by its own history. */
export async function readMoves({ id, buyer }: Characters): Promise<string[]> {
  const token = await buyer.token();
  const answer = call<{ items: { to: string }[] }>('GET', `/api/orders/${id}/history`, { token });
  return (await expectSuccess(answer)).items.map(({ to }) => to);
}
