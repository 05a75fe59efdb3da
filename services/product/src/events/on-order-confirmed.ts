import type { orderConfirmedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { settleReservation } from '../use-cases/settle-reservation';

/** What the order holds is sold. */
export const onOrderConfirmed: EventHandler<ProductDeps, typeof orderConfirmedV1> = async ({
  data,
  em,
  log,
}) => {
  await settleReservation(em, { orderId: data.orderId, fact: 'confirmed' }, log);
};
