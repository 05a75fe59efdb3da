import type { EventData, orderConfirmedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { orderConfirmedTemplate } from '../templates/order-confirmed';
import { queueNotification } from '../use-cases/queue-notification';

type Confirmed = EventData<typeof orderConfirmedV1>;

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
      lines: data.lines.map(({ name, options = {}, quantity, unitPriceMinor }) => ({
        name,
        options,
        quantity,
        totalMinor: quantity * unitPriceMinor,
      })),
      ...partsOf(data),
    },
  });

/** What the total consists of. Parts that are nothing are null; with none of them the sum of the lines says it all. */
function partsOf({ breakdown, total: { amountMinor } }: Confirmed) {
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor, taxIncluded } = breakdown ?? {};
  return {
    subtotalMinor: subtotalMinor === amountMinor ? null : orNull(subtotalMinor),
    discountMinor: orNull(discountMinor),
    shippingMinor: orNull(shippingMinor),
    taxMinor: orNull(taxMinor),
    taxIncluded: taxIncluded ?? false,
  };
}

const orNull = (amountMinor: number | undefined): number | null => amountMinor || null;
