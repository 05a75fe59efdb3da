import type { Middleware } from './gateway-context';

/** For answers that are data: nothing in them is to be run, framed or sniffed. A page sets its own policy. */
const HEADERS = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-site'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
] as const;
const ONE_YEAR_SECONDS = 31_536_000;

/** Sets the security headers and the version of the platform on every answer. */
export const secure =
  (version: string): Middleware =>
  (ctx, next) => {
    for (const [name, value] of HEADERS) ctx.res.setHeader(name, value);
    ctx.res.setHeader('x-sidecart-version', version);
    if (ctx.state.client.protocol === 'https') {
      ctx.set('strict-transport-security', `max-age=${ONE_YEAR_SECONDS}`);
    }
    return next();
  };
