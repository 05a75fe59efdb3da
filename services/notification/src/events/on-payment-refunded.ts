import type { paymentRefundedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { paymentRefundedTemplate } from '../templates/payment-refunded';
import { queueNotification } from '../use-cases/queue-notification';

export const onPaymentRefunded: EventHandler<NotificationDeps, typeof paymentRefundedV1> = async ({
  data,
  em,
  deps,
}) => {
  // The refund of an order that cost nothing is no news to anybody.
  if (data.amount.amountMinor === 0) return;
  await queueNotification(em, deps, {
    key: `payment.refunded:${data.refundId}`,
    userId: data.customerId,
    template: paymentRefundedTemplate,
    variables: { orderId: data.orderId, amount: data.amount, refundedTotal: data.refundedTotal },
  });
};
