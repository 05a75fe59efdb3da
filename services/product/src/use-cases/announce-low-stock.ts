import type { EntityManager } from '@mikro-orm/postgresql';
import { productStockLowV1, type EventData } from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';

export type LowStock = Omit<EventData<typeof productStockLowV1>, 'at'>;

/** Tells, when the transaction commits, that a variant is running low. */
export function announceLowStock(em: EntityManager, low: LowStock): void {
  enqueueEvent(em, productStockLowV1, low.productId, { ...low, at: new Date().toISOString() });
}
