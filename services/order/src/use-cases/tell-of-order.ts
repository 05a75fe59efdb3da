import type { EventContract, EventData } from '@sidecart/contracts';
import { currentTraceId, enqueueEvent, inTrace } from '@sidecart/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../domain/order';

/** Publishes an event about an order in the trace in which it comes about; where that is none, in the order's own. */
export const tellOfOrder = <C extends EventContract>(
  em: EntityManager,
  contract: C,
  order: Order,
  data: EventData<C>,
): void =>
  inTrace(currentTraceId() ? undefined : order.traceparent, () => enqueueEvent(em, contract, order.id, data));
