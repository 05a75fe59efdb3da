import type { paymentRefundFailedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { noteRefundFailure } from '../use-cases/note-refund';

export const onPaymentRefundFailed: EventHandler<OrderDeps, typeof paymentRefundFailedV1> = ({
  data,
  em,
  deps,
}) => noteRefundFailure(em, data, deps.now());
