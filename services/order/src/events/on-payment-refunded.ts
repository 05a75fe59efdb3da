import type { paymentRefundedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { lockOrder } from '../use-cases/lock-order';

export const onPaymentRefunded: EventHandler<OrderDeps, typeof paymentRefundedV1> = async ({
  data,
  em,
  deps,
}) => {
  const order = await lockOrder(em, data.orderId);
  order.noteRefund(data.refundedTotal.amountMinor, deps.now());
};
