import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createServiceClient,
  createTokenVerifier,
  fetchKeysFrom,
  type Logger,
  type ServiceContext,
  type Shutdown,
} from '@sidecart/platform';
import type Koa from 'koa';
import { createGatewayApp } from './app';
import { connectRedis } from './clients/connect-redis';
import { connectUpstream, type UpstreamOptions } from './clients/upstream';
import type { GatewayConfig } from './config';
import { createAccessLog } from './http/access-log';
import { loadDocsPages } from './http/docs-pages';
import type { Upstreams } from './http/forward';
import type { RateLimiters } from './http/limit-rates';
import { pageOf } from './http/page';
import { UPSTREAM_IDS } from './http/routing-table';
import { serveMetrics } from './http/serve-metrics';
import { createGatewayMetrics } from './policy/gateway-metrics';
import { createRateLimiter } from './policy/rate-limiter';

const ROOT = join(__dirname, '..');

/** Connects what the gateway needs, starts the metrics port and returns the application, ready to be served. */
export async function startGateway(context: ServiceContext<GatewayConfig, unknown>): Promise<Koa> {
  const { config, sidecar, log, metrics, shutdown } = context;
  const own = createGatewayMetrics(metrics.registry);
  const metricsServer = await serveMetrics(metrics.registry, config.METRICS_HOST, config.METRICS_PORT);
  shutdown.add('metrics server', () => new Promise((resolve) => metricsServer.close(resolve)));
  return createGatewayApp({
    config,
    version: (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
    pages: {
      docs: loadDocsPages(),
      openApi: pageOf('application/json', readFileSync(join(ROOT, 'openapi.json'))),
    },
    upstreams: connectUpstreams(config, shutdown, log, own.noteBreaker),
    limiters: createLimiters(config, shutdown, log),
    verifier: createTokenVerifier(fetchKeysFrom(createServiceClient(sidecar, 'auth'))),
    readiness: { sidecar: () => sidecar.checkReady() },
    isDraining: () => shutdown.begun,
    log,
    accessLog: createAccessLog(config.LOG_LEVEL),
    metrics: { ...metrics, ...own },
  });
}

function connectUpstreams(
  config: GatewayConfig,
  shutdown: Shutdown,
  log: Logger,
  noteBreaker: UpstreamOptions['onBreakerState'],
): Upstreams {
  const options: UpstreamOptions = {
    sidecarUrl: `http://127.0.0.1:${config.DAPR_HTTP_PORT}`,
    apiToken: config.DAPR_API_TOKEN,
    headersTimeoutMs: config.UPSTREAM_HEADERS_TIMEOUT_MS,
    bodyTimeoutMs: config.UPSTREAM_BODY_TIMEOUT_MS,
    breakerResetMs: config.BREAKER_RESET_MS,
    onBreakerState(upstream, state) {
      noteBreaker(upstream, state);
      if (state !== 'closed') log.warn('circuit breaker', { upstream, state });
    },
  };
  const upstreams = UPSTREAM_IDS.map((id) => [id, connectUpstream(id, options)] as const);
  shutdown.add('upstreams', () => Promise.all(upstreams.map(([, upstream]) => upstream.close())));
  return Object.fromEntries(upstreams) as unknown as Upstreams;
}

function createLimiters(config: GatewayConfig, shutdown: Shutdown, log: Logger): RateLimiters {
  const redis = config.REDIS_URL === undefined ? undefined : connectRedis(config.REDIS_URL, log);
  if (redis) {
    shutdown.add('redis', () => {
      redis.disconnect();
      return Promise.resolve();
    });
  }
  const windowSeconds = config.RATE_LIMIT_WINDOW_SECONDS;
  const limiter = (name: string, requests: number) =>
    createRateLimiter({ name, requests, windowSeconds }, redis);
  return {
    address: limiter('address', config.RATE_LIMIT_ADDRESS),
    credentials: limiter('credentials', config.RATE_LIMIT_CREDENTIALS),
    user: limiter('user', config.RATE_LIMIT_USER),
  };
}
