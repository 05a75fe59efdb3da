import { orderCancelledV1, orderCreatedV1, orderReturnedV1 } from '@sidecart/contracts';
import { subscriptionsFor } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { onOrderCancelled } from './on-order-cancelled';
import { onOrderCreated } from './on-order-created';
import { onOrderReturned } from './on-order-returned';

const subscribe = subscriptionsFor<PaymentDeps>();

/** What the payment service listens to. */
export const subscriptions = [
  subscribe(orderCreatedV1, onOrderCreated),
  subscribe(orderCancelledV1, onOrderCancelled),
  subscribe(orderReturnedV1, onOrderReturned),
];
