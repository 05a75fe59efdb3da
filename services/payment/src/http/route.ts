import { routeFor } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<PaymentDeps>();
