import { PROBLEM_MEDIA_TYPE, renderProblem, type Logger } from '@sidecart/platform';
import { ClientGone } from '../clients/client-gone';
import type { GatewayState, Middleware } from './gateway-context';

/** Turns every error of the gateway into RFC 9457 problem details. */
export const answerProblems =
  (log: Logger): Middleware =>
  async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof ClientGone || !ctx.writable) {
        ctx.state.cutShortBy = 'client';
        return;
      }
      const { status, body, headers } = renderProblem(error, ctx.state.requestId);
      logFault(log, status, ctx.state, error);
      ctx.status = status;
      ctx.set(headers);
      ctx.set('cache-control', 'no-store');
      ctx.body = JSON.stringify(body);
      ctx.type = PROBLEM_MEDIA_TYPE;
    }
  };

/** An open breaker has no cause of its own: its opening was logged, and a line per refusal would bury that. */
function logFault(
  log: Logger,
  status: number,
  { routeGroup, requestId }: GatewayState,
  error: unknown,
): void {
  const request = { requestId, route: routeGroup };
  if (status === 500) log.error('request failed', { ...request, error });
  else if (status > 500 && error instanceof Error && error.cause !== undefined) {
    log.warn('upstream failed', { ...request, detail: error.message, cause: error.cause });
  }
}
