import type { EntityManager } from '@mikro-orm/postgresql';
import { productChangedV1, type EventData } from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';

/** Tells, when the transaction commits, that what the catalogue shows of a product is no longer right. */
export function announceChange(
  em: EntityManager,
  productId: string,
  change: EventData<typeof productChangedV1>['change'],
  at: Date = new Date(),
): void {
  enqueueEvent(em, productChangedV1, productId, { productId, change, changedAt: at.toISOString() });
}
