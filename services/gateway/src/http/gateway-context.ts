import type { Principal } from '@sidecart/platform';
import type Koa from 'koa';
import type { Client } from './client-of';
import type { RequestTarget } from './request-target';
import type { UpstreamRoute } from './routing-table';

/** What the steps of one request tell each other. */
export interface GatewayState {
  requestId: string;
  /** The low-cardinality name under which the request is counted and logged, never its path. */
  routeGroup: string;
  client: Client;
  target: RequestTarget;
  /** Where it goes; undefined for what the gateway answers itself, or nobody. */
  route: UpstreamRoute | undefined;
  /** Who calls, once a token was verified. */
  principal: Principal | undefined;
  /** The items of the RateLimit headers so far. */
  quotas: { policies: string[]; states: string[] };
  /** Whether a client that waits for `100 Continue` was told to send its body. */
  bodyOpened: boolean;
  /** Why the answer did not reach its end, if it did not. */
  cutShortBy: 'client' | 'upstream' | undefined;
}

export type GatewayContext = Koa.ParameterizedContext<GatewayState>;
export type Middleware = (ctx: GatewayContext, next: () => Promise<void>) => Promise<void>;
