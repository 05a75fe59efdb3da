import type { paymentRefundedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { noteRefund } from '../use-cases/note-refund';

export const onPaymentRefunded: EventHandler<OrderDeps, typeof paymentRefundedV1> = ({ data, em, deps }) =>
  noteRefund(em, data, deps.now());
