import { routeFor } from '@sidecart/platform';
import type { AuthDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<AuthDeps>();
