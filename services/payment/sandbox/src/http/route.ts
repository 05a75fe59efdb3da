import { routeFor } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';

/** Defines an operation of the sandbox. */
export const route = routeFor<SandboxDeps>();

/** The merchant's API key is the only principal there is. */
export const MERCHANT = 'admin' as const;
