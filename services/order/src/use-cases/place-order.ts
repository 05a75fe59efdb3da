import type { EntityManager } from '@mikro-orm/postgresql';
import { orderCreatedV1 } from '@sidecart/contracts';
import {
  DomainError,
  enqueueEvent,
  findReply,
  once,
  type IdempotentRequest,
  type Reply,
} from '@sidecart/platform';
import { v5 as uuidv5 } from 'uuid';
import type { OrderDeps } from '../deps';
import type { Address } from '../domain/address';
import { CartItem } from '../domain/cart';
import { Order, type NewOrder } from '../domain/order';
import { priceOrder, type LineShares } from '../domain/pricing/price-order';
import { toOrderCreated } from './order-events';
import type { RequestedLine, Reservation } from './ports';

/** The namespace of order ids: the same customer and Idempotency-Key always mean the same order. */
const ORDER_ID_NAMESPACE = '6f1a4c52-6d6e-4a0e-9d0a-3a7d1f6f2b11';

export interface PlaceOrder {
  readonly customerId: string;
  readonly paymentMethodId: string;
  readonly shippingAddress: Address;
  /** What to buy; without it, what is in the cart. */
  readonly lines: readonly RequestedLine[] | undefined;
}

/**
 * Places an order: holds its stock at today's prices, then writes it together with `order.created.v1`. A crash in
 * between leaves a hold that nobody claims and that ends by itself; the client's repeat claims it.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 */
export async function placeOrder(
  deps: OrderDeps,
  input: PlaceOrder,
  idempotency: IdempotentRequest,
  toReply: (order: Order) => Reply,
): Promise<Reply> {
  const earlier = await findReply(deps.em, idempotency);
  if (earlier) return earlier;
  const id = uuidv5(`${input.customerId}:${idempotency.key}`, ORDER_ID_NAMESPACE);
  const lines = input.lines ?? (await readCart(deps.em, input.customerId));
  if (lines.length === 0) return replayOrRefuse(deps.em, idempotency);
  const reservation = await deps.catalogue.reserve(id, lines);
  return once(deps.em, idempotency, async (em) => {
    const order = Order.place(toNewOrder(id, input, reservation), deps.now());
    em.persist(order);
    enqueueEvent(em, orderCreatedV1, order.id, toOrderCreated(order));
    if (!input.lines) await em.nativeDelete(CartItem, { customerId: input.customerId });
    return toReply(order);
  });
}

/** Nothing is added to the prices of the catalogue, or taken off. */
function toNewOrder(id: string, input: PlaceOrder, { currency, lines }: Reservation): NewOrder {
  const priced = priceOrder({
    lines: lines.map((line) => ({ ...line, weightGrams: 0, taxRatePpm: 0, discountable: false })),
    discount: undefined,
    shipping: undefined,
    shippingTaxRatePpm: 0,
    taxIncluded: true,
  });
  return {
    ...input,
    id,
    currency,
    lines: lines.map((line, index) => ({ ...line, ...(priced.lines[index] as LineShares) })),
    totals: priced.totals,
    shippingMethod: undefined,
    couponCode: undefined,
  };
}

async function readCart(em: EntityManager, customerId: string): Promise<RequestedLine[]> {
  const items = await em.find(CartItem, { customerId }, { orderBy: { productId: 'asc' } });
  return items.map(({ productId, quantity }) => ({ productId, quantity }));
}

/** A cart that is empty may have been ordered by the same request a moment ago: then this is its answer. */
async function replayOrRefuse(em: EntityManager, idempotency: IdempotentRequest): Promise<Reply> {
  const winner = await findReply(em, idempotency);
  if (winner) return winner;
  throw new DomainError('refused', 'cart-empty', 'There is nothing in the cart.');
}
