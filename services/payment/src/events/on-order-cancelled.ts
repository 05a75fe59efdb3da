import type { orderCancelledV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { cancelPayment } from '../use-cases/cancel-payment';

export const onOrderCancelled: EventHandler<PaymentDeps, typeof orderCancelledV1> = ({ data, em, deps }) =>
  cancelPayment(em, data, deps);
