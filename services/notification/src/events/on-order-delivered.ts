import type { orderDeliveredV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderDeliveredTemplate } from '../templates/order-delivered';
import { queueNotification } from '../use-cases/queue-notification';

export const onOrderDelivered: EventHandler<NotificationDeps, typeof orderDeliveredV1> = ({
  data,
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `order.delivered:${data.orderId}`,
    userId: data.customerId,
    template: orderDeliveredTemplate,
    variables: { orderId: data.orderId, orderNumber: data.orderNumber },
  });
