import type { orderCancelledV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { forgetPurchases } from '../use-cases/note-purchases';
import { settleReservation } from '../use-cases/settle-reservation';

/** What the order holds is set free; what it had already taken out is put back. It makes nobody a buyer. */
export const onOrderCancelled: EventHandler<ProductDeps, typeof orderCancelledV1> = async ({
  data,
  em,
  log,
}) => {
  await settleReservation(em, { orderId: data.orderId, fact: 'cancelled' }, log);
  await forgetPurchases(em, data.orderId);
};
