import { checkMessage } from './check-message';
import type { Middleware } from './gateway-context';
import { parseTarget } from './request-target';
import { findRoute } from './routing-table';

/** Lets well-formed requests pass and finds where they go. */
export const readRequest =
  (hosts: ReadonlySet<string>): Middleware =>
  (ctx, next) => {
    checkMessage(ctx.req, hosts);
    ctx.state.target = parseTarget(ctx.req.url ?? '');
    ctx.state.route = findRoute(ctx.state.target.path);
    if (ctx.state.route) ctx.state.routeGroup = ctx.state.route.prefix;
    return next();
  };
