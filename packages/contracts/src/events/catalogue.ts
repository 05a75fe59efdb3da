import type { EventContract } from '../define-event';
import { authPasswordResetRequestedV1 } from './auth-password-reset-requested.v1';
import { orderCancelledV1 } from './order-cancelled.v1';
import { orderConfirmedV1 } from './order-confirmed.v1';
import { orderCreatedV1 } from './order-created.v1';
import { orderDeliveredV1 } from './order-delivered.v1';
import { orderReturnedV1 } from './order-returned.v1';
import { orderShippedV1 } from './order-shipped.v1';
import { paymentActionRequiredV1 } from './payment-action-required.v1';
import { paymentCompletedV1 } from './payment-completed.v1';
import { paymentFailedV1 } from './payment-failed.v1';
import { paymentRefundFailedV1 } from './payment-refund-failed.v1';
import { paymentRefundedV1 } from './payment-refunded.v1';
import { productChangedV1 } from './product-changed.v1';
import { productStockLowV1 } from './product-stock-low.v1';
import { userRegisteredV1 } from './user-registered.v1';

/** Every event on the bus. `docs/events.md` is generated from it. */
export const eventCatalogue: readonly EventContract[] = [
  authPasswordResetRequestedV1,
  orderCreatedV1,
  orderConfirmedV1,
  orderCancelledV1,
  orderShippedV1,
  orderDeliveredV1,
  orderReturnedV1,
  paymentActionRequiredV1,
  paymentCompletedV1,
  paymentFailedV1,
  paymentRefundedV1,
  paymentRefundFailedV1,
  productChangedV1,
  productStockLowV1,
  userRegisteredV1,
];
