import { checkReadiness, type ReadinessCheck } from '@sidecart/platform';
import type { GatewayContext, Middleware } from './gateway-context';

export interface ProbeOptions {
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** Whether the process is about to end. */
  readonly isDraining: () => boolean;
}

/** Answers what orchestrators and load balancers ask; without limits, and under whatever host name they use. */
export const answerProbes =
  (options: ProbeOptions): Middleware =>
  (ctx, next) => {
    // A client on a kept connection would never notice that others are to take over.
    if (options.isDraining()) ctx.set('connection', 'close');
    const isProbe = ctx.req.method === 'GET' && ctx.req.url?.startsWith('/health/');
    return isProbe ? answer(ctx, next, options) : next();
  };

async function answer(
  ctx: GatewayContext,
  next: () => Promise<void>,
  { readiness, isDraining }: ProbeOptions,
): Promise<void> {
  if (ctx.req.url === '/health/live') {
    ctx.body = { status: 'live', service: 'gateway' };
  } else if (ctx.req.url === '/health/ready') {
    const { ready, checks } = await checkReadiness(readiness);
    const isReady = ready && !isDraining();
    ctx.status = isReady ? 200 : 503;
    ctx.body = { status: isReady ? 'ready' : 'not-ready', service: 'gateway', checks };
  } else return next();
  ctx.state.routeGroup = '/health';
  ctx.set('cache-control', 'no-store');
}
