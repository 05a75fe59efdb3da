import { routeFor } from '@sidecart/platform';
import type { UserDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<UserDeps>();
