import type { orderReturnedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { ProductDeps } from '../deps';
import { restockReturn } from '../use-cases/restock-return';

/** What came back and can be sold again is put on the shelf. */
export const onOrderReturned: EventHandler<ProductDeps, typeof orderReturnedV1> = async ({
  data,
  em,
  log,
}) => {
  if (data.restock) await restockReturn(em, data, log);
};
