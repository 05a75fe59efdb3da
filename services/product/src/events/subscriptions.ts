import { orderCancelledV1, orderConfirmedV1, orderReturnedV1, productChangedV1 } from '@sidecart/contracts';
import { subscriptionsFor } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { onOrderCancelled } from './on-order-cancelled';
import { onOrderConfirmed } from './on-order-confirmed';
import { onOrderReturned } from './on-order-returned';
import { onProductChanged } from './on-product-changed';

const subscribe = subscriptionsFor<ProductDeps>();

/** What the product service listens to. */
export const subscriptions = [
  subscribe(orderConfirmedV1, onOrderConfirmed),
  subscribe(orderCancelledV1, onOrderCancelled),
  subscribe(orderReturnedV1, onOrderReturned),
  subscribe(productChangedV1, onProductChanged),
];
