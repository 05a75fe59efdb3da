import type { EntityManager } from '@mikro-orm/postgresql';
import { orderReturnedV1, type EventData } from '@sidecart/contracts';
import type { LockedReturn } from './lock-return';
import { tellOfOrder } from './tell-of-order';

const toOrderReturned = ({ order, found }: LockedReturn): EventData<typeof orderReturnedV1> => ({
  returnId: found.id,
  orderId: order.id,
  orderNumber: order.number,
  customerId: order.customerId,
  lines: found.lines.map((line) => {
    const { productId, variantId } = line.item.getEntity();
    return { productId, variantId, quantity: line.quantity };
  }),
  restock: found.restock ?? false,
  refund: { amountMinor: found.refundMinor ?? 0, currency: found.currency },
  returnedAt: found.updatedAt.toISOString(),
});

/** Tells that goods came back: they are restocked, if they are to be, and the money goes back. */
export const announceReturned = (em: EntityManager, locked: LockedReturn): void =>
  tellOfOrder(em, orderReturnedV1, locked.order, toOrderReturned(locked));
