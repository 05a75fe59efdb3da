import type { paymentFailedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { failPayment } from '../use-cases/fail-payment';

export const onPaymentFailed: EventHandler<OrderDeps, typeof paymentFailedV1> = ({ data, em, deps }) =>
  failPayment(em, data.orderId, deps.now());
