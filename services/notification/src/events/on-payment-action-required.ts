import type { paymentActionRequiredV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { paymentActionRequiredTemplate } from '../templates/payment-action-required';
import { queueNotification } from '../use-cases/queue-notification';

export const onPaymentActionRequired: EventHandler<NotificationDeps, typeof paymentActionRequiredV1> = ({
  data,
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `payment.action-required:${data.paymentId}`,
    userId: data.customerId,
    template: paymentActionRequiredTemplate,
    variables: { orderId: data.orderId, paymentId: data.paymentId, expiresAt: data.expiresAt },
  });
