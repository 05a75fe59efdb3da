import { routeFor } from '@sidecart/platform';
import type { ProductDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<ProductDeps>();
