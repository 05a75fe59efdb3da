import { orderCreatedV1 } from '@sidecart/contracts';
import {
  enqueueEvent,
  findReply,
  onceAnswering,
  type IdempotentRequest,
  type Reply,
} from '@sidecart/platform';
import { v5 as uuidv5 } from 'uuid';
import type { OrderDeps } from '../deps';
import type { Address } from '../domain/address';
import type { Coupon } from '../domain/coupon';
import { Order, type NewOrder } from '../domain/order';
import type { LineShares } from '../domain/pricing/price-order';
import { nameBodyPlace } from './name-place';
import { toOrderCreated } from './order-events';
import type { RequestedLine, Reservation } from './ports';
import { priceCheckout, type PricedCheckout } from './price-checkout';
import { readBasket, takeBasket } from './read-basket';
import { redeemCoupon } from './redeem-coupon';
import { refuseEarly, requireExpectedTotal, toCheckout } from './refuse-early';

/** The namespace of order ids: the same customer and Idempotency-Key always mean the same order. */
const ORDER_ID_NAMESPACE = '6f1a4c52-6d6e-4a0e-9d0a-3a7d1f6f2b11';

export interface PlaceOrder {
  readonly customerId: string;
  readonly paymentMethodId: string;
  readonly shippingAddress: Address;
  /** What to buy; without it, what is in the cart. */
  readonly lines: readonly RequestedLine[] | undefined;
  /** Without it, the cart's when the order is from the cart. */
  readonly couponCode: string | undefined;
  readonly shippingMethodId: string | undefined;
  readonly expectedTotalMinor: number | undefined;
}

/**
 * Places an order: holds its stock at today's prices, then writes it together with `order.created.v1`. A crash in
 * between leaves a hold that nobody claims and that ends by itself; the client's repeat claims it. So does a refusal
 * after the hold, which only a race with another order can bring about.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 */
export async function placeOrder(
  deps: OrderDeps,
  input: PlaceOrder,
  idempotency: IdempotentRequest,
  toReply: (order: Order) => Reply,
): Promise<Reply> {
  try {
    return await place(deps, input, idempotency, toReply);
  } catch (error) {
    // What was placed already may be refused now: its hold is closed, its cart empty, its coupon used.
    const earlier = await findReply(deps.em, idempotency);
    if (earlier) return earlier;
    throw error;
  }
}

async function place(
  deps: OrderDeps,
  input: PlaceOrder,
  idempotency: IdempotentRequest,
  toReply: (order: Order) => Reply,
): Promise<Reply> {
  const { customerId } = input;
  const id = uuidv5(`${customerId}:${idempotency.key}`, ORDER_ID_NAMESPACE);
  const basket = await readBasket(deps.em, input);
  const coupon = await refuseEarly(deps, input, basket);
  const reservation = await deps.catalogue.reserve(id, basket.lines);
  const checkout = toCheckout(input, coupon, reservation);
  const priced = await priceCheckout(deps, checkout, nameBodyPlace);
  requireExpectedTotal(input.expectedTotalMinor, priced, nameBodyPlace);
  const now = deps.now();
  const order = Order.place(toNewOrder(id, input, checkout.coupon, reservation, priced), now);
  return onceAnswering(deps.em, idempotency, toReply(order), async (em) => {
    em.persist(order);
    enqueueEvent(em, orderCreatedV1, order.id, toOrderCreated(order));
    await takeBasket(em, basket);
    await em.flush();
    if (coupon) await redeemCoupon(em, coupon, { orderId: id, customerId, now }, nameBodyPlace);
  });
}

function toNewOrder(
  id: string,
  { customerId, paymentMethodId, shippingAddress }: PlaceOrder,
  coupon: Coupon | undefined,
  { currency, lines }: Reservation,
  { totals, lines: shares, shippingMethod }: PricedCheckout,
): NewOrder {
  return {
    id,
    customerId,
    paymentMethodId,
    shippingAddress,
    currency,
    lines: lines.map((line, index) => ({ ...line, ...(shares[index] as LineShares) })),
    totals,
    shippingMethod,
    couponCode: coupon?.code,
  };
}
