import { routeFor } from '@sidecart/platform';
import type { OrderDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<OrderDeps>();
