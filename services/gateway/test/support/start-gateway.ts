import type { AddressInfo } from 'node:net';
import {
  createLogger,
  createMetrics,
  type Logger,
  type ReadinessCheck,
  type TokenVerifier,
} from '@sidecart/platform';
import { createTestVerifier, sendTo, type TestRequest, type TestResponse } from '@sidecart/testing';
import type { Registry } from 'prom-client';
import { createGatewayApp } from '../../src/app';
import { connectUpstream } from '../../src/clients/upstream';
import type { AccessLog } from '../../src/http/access-log';
import { createGatewayServer } from '../../src/http/create-gateway-server';
import { loadDocsPages } from '../../src/http/docs-pages';
import type { Upstreams } from '../../src/http/forward';
import { pageOf } from '../../src/http/page';
import { UPSTREAM_IDS } from '../../src/http/routing-table';
import { createGatewayMetrics } from '../../src/policy/gateway-metrics';
import { createRateLimiter } from '../../src/policy/rate-limiter';
import type { Redis } from 'ioredis';
import { startFakeUpstream, type FakeUpstream } from './fake-upstream';

export interface GatewaySettings {
  readonly hosts?: string;
  readonly origins?: string;
  readonly trustedHops?: number;
  readonly bodyLimitBytes?: number;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  readonly breakerResetMs?: number;
  readonly clientHeadersTimeoutMs?: number;
  readonly clientRequestTimeoutMs?: number;
  readonly clientIdleTimeoutMs?: number;
  readonly limits?: { readonly address?: number; readonly credentials?: number; readonly user?: number };
  readonly windowSeconds?: number;
  readonly redis?: Redis;
  readonly verifier?: TokenVerifier;
  readonly readiness?: Record<string, ReadinessCheck>;
  readonly openApi?: object;
  readonly log?: Logger;
  readonly accessLog?: AccessLog;
}

export interface TestGateway {
  readonly url: string;
  readonly port: number;
  readonly upstream: FakeUpstream;
  readonly registry: Registry;
  /** While true the process counts as about to end. */
  draining: boolean;
  send(method: string, path: string, options?: TestRequest): Promise<TestResponse>;
  metrics(): Promise<string>;
  /** The state of an upstream's breaker, as the metrics tell it. */
  breakerState(upstream: string): Promise<string | undefined>;
  close(): Promise<void>;
}

const MANY = 1_000_000;

/** Starts the gateway as production does, on a free port, with a scripted upstream where its sidecar would be. */
export async function startGateway(settings: GatewaySettings = {}): Promise<TestGateway> {
  const upstream = await startFakeUpstream();
  const { registry, observeRequest } = createMetrics('gateway');
  const own = createGatewayMetrics(registry);
  const upstreams = UPSTREAM_IDS.map(
    (id) =>
      [
        id,
        connectUpstream(id, {
          sidecarUrl: `http://127.0.0.1:${upstream.port}`,
          apiToken: 'token-of-the-sidecar',
          headersTimeoutMs: settings.headersTimeoutMs ?? 10_000,
          bodyTimeoutMs: settings.bodyTimeoutMs ?? 10_000,
          breakerResetMs: settings.breakerResetMs ?? 5_000,
          onBreakerState: own.noteBreaker,
        }),
      ] as const,
  );
  const limiter = (name: 'address' | 'credentials' | 'user') =>
    createRateLimiter(
      { name, requests: settings.limits?.[name] ?? MANY, windowSeconds: settings.windowSeconds ?? 60 },
      settings.redis,
    );
  const gateway = { draining: false };
  const app = createGatewayApp({
    config: {
      ALLOWED_HOSTS: settings.hosts ?? '',
      CORS_ORIGINS: settings.origins ?? '',
      TRUSTED_PROXY_HOPS: settings.trustedHops ?? 0,
      BODY_LIMIT_BYTES: settings.bodyLimitBytes ?? 1_048_576,
    },
    version: '1.2.3',
    pages: {
      docs: loadDocsPages(),
      openApi: pageOf(
        'application/json',
        Buffer.from(JSON.stringify(settings.openApi ?? { openapi: '3.1.0' })),
      ),
    },
    upstreams: Object.fromEntries(upstreams) as unknown as Upstreams,
    limiters: { address: limiter('address'), credentials: limiter('credentials'), user: limiter('user') },
    verifier: settings.verifier ?? createTestVerifier(),
    readiness: settings.readiness ?? {},
    isDraining: () => gateway.draining,
    log: settings.log ?? createLogger('gateway', process.env['TEST_LOG_LEVEL'] ?? 'error'),
    accessLog: settings.accessLog ?? (() => undefined),
    metrics: { observeRequest, ...own },
  });
  const server = createGatewayServer(app.callback(), {
    headersTimeoutMs: settings.clientHeadersTimeoutMs ?? 10_000,
    requestTimeoutMs: settings.clientRequestTimeoutMs ?? 60_000,
    idleTimeoutMs: settings.clientIdleTimeoutMs ?? 60_000,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return Object.assign(gateway, {
    url,
    port,
    upstream,
    registry,
    send: (method: string, path: string, options?: TestRequest) => sendTo(url, method, path, options),
    metrics: () => registry.metrics(),
    async breakerState(appId: string) {
      const series = new RegExp(`gateway_breaker_state{upstream="${appId}",state="([a-z-]+)".*} 1`);
      return series.exec(await registry.metrics())?.[1];
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await upstream.close();
      await Promise.all(upstreams.map(([, connection]) => connection.close()));
    },
  });
}
