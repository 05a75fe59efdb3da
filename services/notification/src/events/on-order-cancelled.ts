import type { orderCancelledV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderCancelledTemplate } from '../templates/order-cancelled';
import { queueNotification } from '../use-cases/queue-notification';

export const onOrderCancelled: EventHandler<NotificationDeps, typeof orderCancelledV1> = ({
  data,
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `order.cancelled:${data.orderId}`,
    userId: data.customerId,
    template: orderCancelledTemplate,
    variables: {
      orderId: data.orderId,
      orderNumber: data.orderNumber,
      total: data.total,
      reason: data.reason,
    },
  });
