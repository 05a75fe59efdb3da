import { routeFor } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';

/** Defines one operation of this service. */
export const route = routeFor<NotificationDeps>();
