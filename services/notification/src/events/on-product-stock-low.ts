import type { productStockLowV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { reportLowStock } from '../use-cases/report-low-stock';

export const onProductStockLow: EventHandler<NotificationDeps, typeof productStockLowV1> = ({
  data: { variantId, sku, name, available, threshold, at },
  em,
  deps,
}) => reportLowStock(em, deps, { variantId, sku, name, available, threshold }, new Date(at));
