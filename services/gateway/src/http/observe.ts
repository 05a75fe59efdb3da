import { requestIdFrom, runInContext, type Logger, type Metrics } from '@sidecart/platform';
import { clientOf } from './client-of';
import type { GatewayContext, Middleware } from './gateway-context';

const CLIENT_CLOSED_REQUEST = 499;

export interface ObserveOptions {
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'observeRequest'>;
  readonly trustedHops: number;
}

/**
 * Gives every request its id (a well-formed one of the client is kept, so that it can follow its own request) and notes
 * how it ended, once the last byte is out: a line in the access log, an observation in the metrics.
 */
export const observe =
  ({ log, metrics, trustedHops }: ObserveOptions): Middleware =>
  (ctx, next) => {
    const startedAt = performance.now();
    const requestId = requestIdFrom(ctx.get('x-request-id'));
    const { socket } = ctx.req;
    const bytesBefore = socket.bytesWritten;
    Object.assign(ctx.state, {
      requestId,
      routeGroup: 'none',
      client: clientOf(ctx.req, trustedHops),
      quotas: { policies: [], states: [] },
      bodyOpened: false,
    });
    ctx.res.setHeader('x-request-id', requestId);
    const note = () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const outcome = outcomeOf(ctx);
      metrics.observeRequest({ method: ctx.method, route: outcome.route, status: outcome.status }, seconds);
      // Probes come every few seconds and say the same.
      log.log(outcome.route === '/health' ? 'debug' : 'info', 'request', {
        ...outcome,
        durationMs: Math.round(seconds * 10_000) / 10,
        bytes: socket.bytesWritten - bytesBefore,
      });
    };
    ctx.res.once('close', () => runInContext({ requestId }, note));
    return runInContext({ requestId }, next);
  };

function outcomeOf(ctx: GatewayContext) {
  const { cutShortBy, principal, routeGroup } = ctx.state;
  const incomplete = cutShortBy ?? (ctx.res.writableFinished ? undefined : 'client');
  return {
    method: ctx.method,
    route: routeGroup,
    // It may be gone before anything was sent; then there is no status that anybody saw.
    status: ctx.res.headersSent ? ctx.status : CLIENT_CLOSED_REQUEST,
    ...(principal ? { userId: principal.id } : {}),
    ...(incomplete ? { cutShortBy: incomplete } : {}),
  };
}
