import { setTimeout as delay } from 'node:timers/promises';
import { orderBody, placeOrder } from '../../prove/goods';
import { storyOf, type Story } from '../../prove/order-stories';
import { expectSuccess } from '../../prove/person';
import { idempotencyKey } from '../../shop-client';
import type { Random } from '../random';
import type { AcknowledgedWrites } from './acknowledged';
import type { Cast, CastBuyer } from './cast';

/** An order that a client was told of, and how it must end. */
export interface ExpectedOrder {
  readonly id: string;
  readonly story: Story;
  /** Why the client could not do its part of the story; then the end is open. */
  readonly broken?: string;
}

/** Places orders at a bounded rate and does with each what its story says. */
export interface Shoppers {
  /** How many orders have been begun. */
  readonly begun: number;
  readonly placed: readonly ExpectedOrder[];
  /** Takes down an order that somebody else has placed. */
  expect(order: ExpectedOrder): void;
  /** Begins so many more orders, one after the other, and resolves when the last is begun. */
  begin(orders: number, signal: AbortSignal): Promise<void>;
  /** Resolves when no story is still being told. */
  finish(): Promise<void>;
}

export interface ShoppersOptions {
  readonly cast: Cast;
  readonly random: Random;
  readonly writes: AcknowledgedWrites;
  readonly ordersPerSecond: number;
}

/** Stories told at the same time: whoever comes while there are so many waits at the door. */
const MAX_AT_ONCE = 24;
const FULL_POLL_MS = 50;

export function createShoppers({ cast, random, writes, ordersPerSecond }: ShoppersOptions): Shoppers {
  const placed: ExpectedOrder[] = [];
  const underWay = new Set<Promise<void>>();
  let begun = 0;

  async function shop(number: number, buyer: CastBuyer, productId: string): Promise<void> {
    const story = storyOf(number);
    const key = idempotencyKey();
    const paymentMethodId = story.card === 'tok_declined' ? buyer.decliningMethodId : buyer.paymentMethodId;
    const wish = { productId, paymentMethodId };
    const answer = await placeOrder(buyer, { ...wish, key });
    const { id } = await expectSuccess(answer);
    writes.remember({ who: buyer, path: '/api/orders', key, body: orderBody(buyer, wish), answer });
    const broken = await story.continue({ id, productId, buyer, staff: cast.staff }).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    placed.push({ id, story, ...(broken === undefined ? {} : { broken }) });
  }

  return {
    get begun() {
      return begun;
    },
    placed,
    expect: (order) => void placed.push(order),
    async begin(orders, signal) {
      for (let left = orders; left > 0 && !signal.aborted;) {
        await delay(underWay.size < MAX_AT_ONCE ? 1_000 / ordersPerSecond : FULL_POLL_MS);
        if (underWay.size >= MAX_AT_ONCE) continue;
        const story = shop(begun, random.pick(cast.buyers), random.pick(cast.productIds)).catch(
          (error: unknown) =>
            void placed.push({
              id: '',
              story: storyOf(begun),
              broken: `could not be placed: ${(error as Error).message}`,
            }),
        );
        underWay.add(story);
        void story.finally(() => underWay.delete(story));
        begun += 1;
        left -= 1;
      }
    },
    async finish() {
      await Promise.all(underWay);
    },
  };
}
