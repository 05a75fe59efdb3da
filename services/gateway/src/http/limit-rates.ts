import { DomainError } from '@sidecart/platform';
import { addressKey } from '../policy/address-key';
import { isCredentialPath } from '../policy/credential-path';
import { policyItem, stateItem } from '../policy/quota';
import type { RateLimiter } from '../policy/rate-limiter';
import type { GatewayContext, Middleware } from './gateway-context';

export interface RateLimiters {
  /** Everything one client address sends. */
  readonly address: RateLimiter;
  /** What it sends to where passwords are checked. */
  readonly credentials: RateLimiter;
  /** Everything one signed-in person sends, from wherever. */
  readonly user: RateLimiter;
}

/** Told the name of the quota each time a request is refused. */
export type OnLimited = (quota: string) => void;

/** Limits what an address may send; before tokens are looked at, so that guessing them is limited as well. */
export const limitByAddress =
  ({ address, credentials }: RateLimiters, onLimited: OnLimited): Middleware =>
  async (ctx, next) => {
    const key = addressKey(ctx.state.client.address);
    await count(ctx, address, key, onLimited);
    if (ctx.method === 'POST' && isCredentialPath(ctx.state.target.path)) {
      await count(ctx, credentials, key, onLimited);
    }
    return next();
  };

/** Limits what a signed-in person may send. */
export const limitByUser =
  ({ user }: RateLimiters, onLimited: OnLimited): Middleware =>
  async (ctx, next) => {
    if (ctx.state.principal) await count(ctx, user, ctx.state.principal.id, onLimited);
    return next();
  };

/**
 * Counts the request and says in the RateLimit headers what is left.
 *
 * @throws DomainError too-many-requests
 */
async function count(
  ctx: GatewayContext,
  limiter: RateLimiter,
  key: string,
  onLimited: OnLimited,
): Promise<void> {
  const { quota } = limiter;
  const state = await limiter.take(key);
  const { policies, states } = ctx.state.quotas;
  policies.push(policyItem(quota));
  states.push(stateItem(quota, state));
  ctx.res.setHeader('ratelimit-policy', policies.join(', '));
  ctx.res.setHeader('ratelimit', states.join(', '));
  if (!state.exceeded) return;
  onLimited(quota.name);
  throw new DomainError(
    'too-many-requests',
    'rate-limited',
    `More than ${quota.requests} requests in ${quota.windowSeconds} seconds.`,
    { retryAfterSeconds: state.resetSeconds },
  );
}
