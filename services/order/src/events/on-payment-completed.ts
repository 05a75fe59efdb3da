import type { paymentCompletedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { settlePayment } from '../use-cases/settle-payment';

export const onPaymentCompleted: EventHandler<OrderDeps, typeof paymentCompletedV1> = ({ data, em, deps }) =>
  settlePayment(em, data.orderId, deps.now());
