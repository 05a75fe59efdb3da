import cors from '@koa/cors';
import { DomainError } from '@sidecart/platform';
import type { GatewayContext, Middleware } from './gateway-context';

const PREFLIGHT_SECONDS = 600;

/**
 * CORS for the origins we are told of; `*` is every origin. Credentials are not allowed: who calls is said by a token
 * in a header that a page must set itself, never by a cookie that a browser adds.
 */
export function shareAcrossOrigins(origins: ReadonlySet<string>): Middleware {
  const handle = cors({
    origin: (ctx) => (origins.has('*') || origins.has(ctx.get('origin')) ? ctx.get('origin') || '*' : ''),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Cart-Token',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'X-Request-Id',
    ],
    exposeHeaders: [
      'Cart-Token',
      'ETag',
      'Idempotency-Replayed',
      'Link',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Cache',
      'X-Request-Id',
    ],
    maxAge: PREFLIGHT_SECONDS,
    keepHeadersOnError: false,
  });
  return async (ctx, next) => {
    if (ctx.req.headers.origin === undefined) {
      ctx.vary('Origin');
      return next();
    }
    await handle(ctx, () => {
      if (isPreflight(ctx)) {
        throw new DomainError(
          'forbidden',
          'origin-not-allowed',
          'Pages of this origin may not call this API.',
        );
      }
      return next();
    });
  };
}

/** One that is not answered yet comes from an origin that is not allowed; no service has anything to say to it. */
const isPreflight = (ctx: GatewayContext) =>
  ctx.method === 'OPTIONS' && ctx.get('origin') !== '' && ctx.get('access-control-request-method') !== '';
