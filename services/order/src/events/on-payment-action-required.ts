import type { paymentActionRequiredV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { awaitPaymentAction } from '../use-cases/await-payment-action';

export const onPaymentActionRequired: EventHandler<OrderDeps, typeof paymentActionRequiredV1> = ({
  data,
  em,
  deps,
}) => awaitPaymentAction(em, data.orderId, new Date(data.expiresAt), deps.now());
