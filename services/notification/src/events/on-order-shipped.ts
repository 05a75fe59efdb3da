import type { orderShippedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderShippedTemplate } from '../templates/order-shipped';
import { queueNotification } from '../use-cases/queue-notification';

export const onOrderShipped: EventHandler<NotificationDeps, typeof orderShippedV1> = ({ data, em, deps }) =>
  queueNotification(em, deps, {
    key: `order.shipped:${data.orderId}`,
    userId: data.customerId,
    template: orderShippedTemplate,
    variables: {
      orderId: data.orderId,
      orderNumber: data.orderNumber,
      carrier: data.carrier ?? null,
      trackingNumber: data.trackingNumber ?? null,
      trackingUrl: webAddress(data.trackingUrl),
    },
  });

/** A link of another kind, such as javascript:, is not for a mail. */
const webAddress = (url: string | undefined): string | null =>
  url !== undefined && /^https?:\/\/\S+$/i.test(url) ? url : null;
