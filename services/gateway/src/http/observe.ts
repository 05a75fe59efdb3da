import { requestIdFrom, type Metrics } from '@sidecart/platform';
import type { AccessLog } from './access-log';
import { clientOf } from './client-of';
import type { GatewayContext, Middleware } from './gateway-context';

/** For the log and the metrics: the client was gone before there was a status that anybody could see. */
const CLIENT_CLOSED_REQUEST = 499;

export interface ObserveOptions {
  readonly accessLog: AccessLog;
  readonly metrics: Pick<Metrics, 'observeRequest'>;
  readonly trustedHops: number;
}

/**
 * Gives every request its id (a well-formed one of the client is kept, so that it can follow its own request) and notes
 * how it ended, once the last byte is out: a line in the access log, an observation in the metrics.
 */
export const observe =
  ({ accessLog, metrics, trustedHops }: ObserveOptions): Middleware =>
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
    ctx.res.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const durationMs = Math.round(seconds * 10_000) / 10;
      const outcome = outcomeOf(ctx);
      metrics.observeRequest(outcome, seconds);
      accessLog({
        requestId,
        ...outcome,
        durationMs,
        bytes: socket.bytesWritten - bytesBefore,
        ...detailsOf(ctx),
      });
    });
    return next();
  };

const outcomeOf = ({ method, state, res, status }: GatewayContext) => ({
  method,
  route: state.routeGroup,
  status: res.headersSent ? status : CLIENT_CLOSED_REQUEST,
});

function detailsOf({ state, res }: GatewayContext) {
  const cutShortBy = state.cutShortBy ?? (res.writableFinished ? undefined : 'client');
  return {
    ...(state.principal ? { userId: state.principal.id } : {}),
    ...(cutShortBy ? { cutShortBy } : {}),
  };
}
