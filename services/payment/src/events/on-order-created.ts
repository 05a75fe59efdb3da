import type { orderCreatedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { openPayment } from '../use-cases/open-payment';

export const onOrderCreated: EventHandler<PaymentDeps, typeof orderCreatedV1> = ({ data, em, deps }) =>
  openPayment(em, data, deps);
