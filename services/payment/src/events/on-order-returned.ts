import type { orderReturnedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { refundReturn } from '../use-cases/refund-return';

export const onOrderReturned: EventHandler<PaymentDeps, typeof orderReturnedV1> = ({ data, em, deps }) =>
  refundReturn(em, data, deps);
