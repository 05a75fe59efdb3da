import type { Ref } from '@mikro-orm/core';
import type { Order } from './order';
import type { OrderStatus } from './order-status';

/** Who moved an order: a person by id, or the saga. */
export type Actor =
  { readonly kind: 'customer' | 'staff'; readonly id: string } | { readonly kind: 'system' };

/** One move of an order. The entries of an order are a path through the table of transitions. */
export class OrderHistoryEntry {
  id!: string;
  order!: Ref<Order>;
  fromStatus!: OrderStatus | null;
  toStatus!: OrderStatus;
  reason!: string | null;
  actorKind!: Actor['kind'];
  actorId!: string | null;
  at!: Date;
  /** The trace in which it happened; null where it was that of the order itself. */
  traceId?: string | null;
}
