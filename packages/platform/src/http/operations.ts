import type Koa from 'koa';
import { checkReadiness, type Readiness, type ReadinessCheck } from '../health';
import type { Metrics } from '../metrics';
import type { Shutdown } from '../shutdown';

export interface OperationsOptions {
  readonly name: string;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  readonly metrics: Metrics;
}

/** Lets an application know when its process is about to end, from when on it is not ready. */
export function tellShutdown(app: Koa, shutdown: Pick<Shutdown, 'begun'>): void {
  app.context['shutdown'] = shutdown;
}

/** Answers what operators and probes ask, without the sidecar's token. Being alive depends on nothing else. */
export function operations({ readiness, metrics, name }: OperationsOptions): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      await next();
      return;
    }
    switch (ctx.path) {
      case '/health/live':
        ctx.body = { status: 'live', service: name };
        return;
      case '/health/ready': {
        const { ready, checks } = await checkAll(readiness, ctx['shutdown'] as Shutdown | undefined);
        ctx.status = ready ? 200 : 503;
        ctx.body = { status: ready ? 'ready' : 'not-ready', service: name, checks };
        return;
      }
      case '/metrics':
        ctx.type = metrics.registry.contentType;
        ctx.body = await metrics.registry.metrics();
        return;
      default:
        await next();
    }
  };
}

async function checkAll(
  readiness: OperationsOptions['readiness'],
  shutdown: Pick<Shutdown, 'begun'> | undefined,
): Promise<Readiness> {
  if (shutdown?.begun) return { ready: false, checks: { process: 'down' } };
  return checkReadiness(readiness);
}
