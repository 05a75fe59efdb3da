/** The services behind the gateway, by their Dapr app ids. */
export const UPSTREAM_IDS = ['auth', 'user', 'product', 'order', 'payment', 'notification'] as const;
export type UpstreamId = (typeof UPSTREAM_IDS)[number];

export interface UpstreamRoute {
  /** What the path is or begins with, up to a slash; also the route's name in logs and metrics. */
  readonly prefix: string;
  readonly upstream: UpstreamId;
  /** How large a body may be where that is more than usual. */
  readonly bodyLimitBytes?: number;
}

const MIB = 1_024 * 1_024;

/**
 * Everything a client can reach. The service sees the path without /api. What is not below one of these prefixes is
 * not found: the services' /internal, /events, /health and /metrics, and the sidecar's own API, have no way in.
 */
export const routingTable: readonly UpstreamRoute[] = [
  // Pictures are sent here.
  { prefix: '/api/products', upstream: 'product', bodyLimitBytes: 6 * MIB },
  { prefix: '/api/categories', upstream: 'product' },
  { prefix: '/api/reviews', upstream: 'product' },
  // Whole catalogues are sent here.
  { prefix: '/api/catalogue', upstream: 'product', bodyLimitBytes: 32 * MIB },
  { prefix: '/api/cart', upstream: 'order' },
  { prefix: '/api/coupons', upstream: 'order' },
  { prefix: '/api/shipping-methods', upstream: 'order' },
  { prefix: '/api/orders', upstream: 'order' },
  { prefix: '/api/returns', upstream: 'order' },
  { prefix: '/api/auth', upstream: 'auth' },
  { prefix: '/api/users', upstream: 'user' },
  { prefix: '/api/payments', upstream: 'payment' },
  { prefix: '/api/notifications', upstream: 'notification' },
  { prefix: '/.well-known/jwks.json', upstream: 'auth' },
];

/** The route of a path that `parseTarget` accepted, or undefined when it leads nowhere. */
export const findRoute = (path: string): UpstreamRoute | undefined =>
  routingTable.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));

/** The path as the service knows it. */
export const toUpstreamPath = (path: string): string =>
  path.startsWith('/api/') ? path.slice('/api'.length) : path;
