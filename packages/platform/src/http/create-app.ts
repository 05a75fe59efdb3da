import Router from '@koa/router';
import type { EntityManager } from '@mikro-orm/postgresql';
import Koa from 'koa';
import type { TokenVerifier } from '../auth/token-verifier';
import type { CardDataRule } from '../card-data/refuse-card-data';
import { DomainError } from '../errors';
import { outboxRoutes } from '../events/audit/outbox-routes';
import { keepInbox, openInbox } from '../events/inbox-of';
import { mountSubscriptions } from '../events/mount-subscriptions';
import type { Subscription } from '../events/subscribe';
import type { ReadinessCheck } from '../health';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';
import { requestIdFrom, runInContext } from '../request-context';
import { inTraceOf } from '../trace-context';
import { requireSidecar } from './authenticate';
import { translateDatabaseError } from './database-errors';
import { mountRoute } from './mount-route';
import { operations } from './operations';
import { PROBLEM_MEDIA_TYPE, renderProblem } from './problem';
import type { Route } from './route';

export interface AppOptions<D> {
  readonly name: string;
  readonly routes: readonly Route<D>[];
  readonly subscriptions?: readonly Subscription<D>[];
  /** The services that hear its events and may ask what it has published; absent for one that publishes nothing. */
  readonly consumers?: readonly string[];
  /** Makes the dependencies of one request or event, with an EntityManager of its own. */
  readonly scope: () => D;
  readonly verifier: TokenVerifier;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** What the own sidecar must present. Absent only in development and tests. */
  readonly appToken: string | undefined;
  /** Refuses requests with card data in them, but for what the rule excepts. */
  readonly cardData?: CardDataRule | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Checks each answer against its schema and turns a wrong one into a 500. For tests. */
  readonly checkResponses?: boolean | undefined;
}

/** Assembles a service's HTTP application. Does no I/O and reads no environment. */
export function createApp<D>(options: AppOptions<D>): Koa {
  const app = new Koa();
  app.use(observe(options));
  app.use(answerProblems(options.log));
  app.use(operations(options));
  app.use(guardPort(options.appToken));
  const router = new Router();
  for (const route of options.routes) mountRoute(router, route, options);
  mountEvents(app, router, options);
  app.use(router.routes());
  app.use(refuseUnknown(router));
  // What goes wrong once the headers are out: the connection is cut, so that nobody takes a part for the whole.
  app.on('error', (error: NodeJS.ErrnoException) => {
    const clientLeft = error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    options.log.log(clientLeft ? 'debug' : 'warn', 'answer not completed', { error });
  });
  return app;
}

/** Adds what the service hears, and what those ask that hear it. Both need an EntityManager in the dependencies. */
function mountEvents<D>(app: Koa, router: Router, options: AppOptions<D>): void {
  const inbox = openInbox(options.subscriptions ?? [], options);
  keepInbox(app, inbox);
  mountSubscriptions(router, inbox, options.metrics);
  if (options.consumers === undefined) return;
  // What services ask here are ids and positions, of which some look like card numbers.
  const unchecked = { ...options, cardData: undefined } as AppOptions<D & { readonly em: EntityManager }>;
  for (const route of outboxRoutes(options.name, options.consumers)) mountRoute(router, route, unchecked);
}

/** Gives the request its id and notes its outcome. */
function observe({ log, metrics }: Pick<AppOptions<never>, 'log' | 'metrics'>): Koa.Middleware {
  return async (ctx, next) => {
    const requestId = requestIdFrom(ctx.get('x-request-id'));
    const startedAt = performance.now();
    ctx.set('x-request-id', requestId);
    ctx.state['requestId'] = requestId;
    await inTraceOf(ctx.req.headers, () => runInContext({ requestId }, next));
    const seconds = (performance.now() - startedAt) / 1_000;
    const route = (ctx.state['routeTemplate'] as string | undefined) ?? 'none';
    metrics.observeRequest({ method: ctx.method, route, status: ctx.status }, seconds);
    log.debug('request', {
      method: ctx.method,
      route,
      status: ctx.status,
      durationMs: Math.round(seconds * 1_000),
    });
  };
}

function answerProblems(log: Logger): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (thrown) {
      const error = translateDatabaseError(thrown);
      const { status, body, headers } = renderProblem(error, ctx.state['requestId'] as string | undefined);
      if (status >= 500) {
        log.log(status === 500 ? 'error' : 'warn', 'request failed', {
          status,
          path: ctx.path,
          error: thrown,
        });
      }
      ctx.status = status;
      ctx.set(headers);
      ctx.body = JSON.stringify(body);
      ctx.type = PROBLEM_MEDIA_TYPE;
    }
  };
}

const guardPort = (appToken: string | undefined): Koa.Middleware => {
  return async (ctx, next) => {
    if (appToken !== undefined) requireSidecar(appToken, (name) => ctx.get(name) || undefined);
    await next();
  };
};

function refuseUnknown(router: Router): Koa.Middleware {
  return (ctx) => {
    const allowed = router.match(ctx.path, ctx.method).path.flatMap((layer) => layer.methods);
    if (allowed.length === 0)
      throw new DomainError('not-found', 'route-not-found', 'There is nothing at this address.');
    throw new DomainError('method-not-allowed', 'method-not-allowed', `${ctx.method} is not possible here.`, {
      headers: { allow: [...new Set(allowed)].join(', ') },
    });
  };
}
