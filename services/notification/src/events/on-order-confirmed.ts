import type { orderConfirmedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderConfirmedTemplate } from '../templates/order-confirmed';
import { queueNotification } from '../use-cases/queue-notification';

export const onOrderConfirmed: EventHandler<NotificationDeps, typeof orderConfirmedV1> = ({
  data,
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `order.confirmed:${data.orderId}`,
    userId: data.customerId,
    template: orderConfirmedTemplate,
    variables: {
      orderId: data.orderId,
      orderNumber: data.orderNumber,
      total: data.total,
      lines: data.lines.map(({ name, quantity, unitPriceMinor }) => ({
        name,
        quantity,
        totalMinor: quantity * unitPriceMinor,
      })),
    },
  });
