import type { orderConfirmedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { notePurchases } from '../use-cases/note-purchases';
import { settleReservation } from '../use-cases/settle-reservation';

/** What the order holds is sold, and its customer may review it, unless the order is known to have been cancelled. */
export const onOrderConfirmed: EventHandler<ProductDeps, typeof orderConfirmedV1> = async ({
  data,
  em,
  log,
}) => {
  const state = await settleReservation(em, { orderId: data.orderId, fact: 'confirmed' }, log);
  if (state !== 'released') await notePurchases(em, data);
};
