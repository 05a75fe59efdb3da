import type { orderReturnedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderReturnedTemplate } from '../templates/order-returned';
import { queueNotification } from '../use-cases/queue-notification';

export const onOrderReturned: EventHandler<NotificationDeps, typeof orderReturnedV1> = ({ data, em, deps }) =>
  queueNotification(em, deps, {
    key: `order.returned:${data.returnId}`,
    userId: data.customerId,
    template: orderReturnedTemplate,
    variables: {
      orderId: data.orderId,
      orderNumber: data.orderNumber,
      refund: data.refund,
      pieces: data.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    },
  });
