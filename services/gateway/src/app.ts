import type { Logger, Metrics, TokenVerifier } from '@sidecart/platform';
import Koa from 'koa';
import { listOf, type GatewayConfig } from './config';
import type { AccessLog } from './http/access-log';
import { answerProbes, type ProbeOptions } from './http/answer-probes';
import { answerProblems } from './http/answer-problems';
import { compress } from './http/compress';
import { forward, type Upstreams } from './http/forward';
import type { GatewayState } from './http/gateway-context';
import { hangUpOnRest } from './http/hang-up-on-rest';
import { limitByAddress, limitByUser, type RateLimiters } from './http/limit-rates';
import { observe } from './http/observe';
import { readRequest } from './http/read-request';
import { secure } from './http/secure';
import { sendStream } from './http/send-stream';
import { serveOwnPages, type OwnPages } from './http/serve-own-pages';
import { shareAcrossOrigins } from './http/share-across-origins';
import { validateToken } from './http/validate-token';
import type { GatewayMetrics } from './policy/gateway-metrics';

export interface GatewayDeps extends ProbeOptions {
  readonly config: Pick<
    GatewayConfig,
    'ALLOWED_HOSTS' | 'CORS_ORIGINS' | 'TRUSTED_PROXY_HOPS' | 'BODY_LIMIT_BYTES'
  >;
  readonly version: string;
  readonly pages: OwnPages;
  readonly upstreams: Upstreams;
  readonly limiters: RateLimiters;
  readonly verifier: TokenVerifier;
  readonly log: Logger;
  readonly accessLog: AccessLog;
  readonly metrics: Pick<Metrics, 'observeRequest'> & Pick<GatewayMetrics, 'noteLimited'>;
}

const REST_GRACE_MS = 1_000;

/** Assembles the gateway: what happens to a request, in this order. Does no I/O and reads no environment. */
export function createGatewayApp(deps: GatewayDeps): Koa {
  const { config, log, accessLog, metrics, limiters } = deps;
  const app = new Koa<GatewayState>();
  app.use(observe({ accessLog, metrics, trustedHops: config.TRUSTED_PROXY_HOPS }));
  app.use(hangUpOnRest(REST_GRACE_MS));
  app.use(answerProblems(log));
  app.use(secure(deps.version));
  app.use(answerProbes(deps));
  app.use(readRequest(listOf(config.ALLOWED_HOSTS)));
  app.use(shareAcrossOrigins(listOf(config.CORS_ORIGINS)));
  app.use(limitByAddress(limiters, metrics.noteLimited));
  app.use(sendStream);
  app.use(compress());
  app.use(serveOwnPages(deps.pages));
  app.use(validateToken(deps.verifier));
  app.use(limitByUser(limiters, metrics.noteLimited));
  app.use(forward(deps.upstreams, config.BODY_LIMIT_BYTES));
  // What goes wrong after the headers are out: the connection is cut, so that nobody takes a part for the whole.
  app.on('error', (error: Error) => log.debug('answer not completed', { error }));
  return app;
}
