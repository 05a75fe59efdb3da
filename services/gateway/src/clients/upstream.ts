import { DomainError, OUTAGE_HEADER, unavailable } from '@sidecart/platform';
import { Pool } from 'undici';
import { createBreaker, type BreakerState } from '../policy/breaker';
import { ClientGone } from './client-gone';
import type { UpstreamAnswer, UpstreamRequest } from './dispatch';
import { dispatchAgain } from './dispatch-again';

/** A service as the gateway reaches it: through the own sidecar, behind a circuit breaker. */
export interface Upstream {
  /**
   * Resolves with whatever the service (or the sidecar in its place) answers, once its headers are there.
   *
   * @throws DomainError unavailable when there is no answer or the breaker is open; the error of the request body;
   *   ClientGone
   */
  send(request: UpstreamRequest): Promise<UpstreamAnswer>;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  /** Where the own sidecar listens, as an origin. */
  readonly sidecarUrl: string;
  /** DAPR_API_TOKEN; absent only in development and tests. */
  readonly apiToken: string | undefined;
  readonly headersTimeoutMs: number;
  /** How long the body of an answer may stand still. */
  readonly bodyTimeoutMs: number;
  readonly breakerResetMs: number;
  readonly onBreakerState: (appId: string, state: BreakerState) => void;
}

/** An answer that counts as a failure; it is passed on all the same. */
class FailedAnswer extends Error {
  constructor(readonly answer: UpstreamAnswer) {
    super(`status ${answer.statusCode}`);
  }
}

/** The service itself is well: its other answers must not be cut off with those that need what is down. */
const isPartialOutage = ({ headers }: UpstreamAnswer) => headers[OUTAGE_HEADER] === 'partial';

const isInnocent = (error: unknown) => error instanceof ClientGone || error instanceof DomainError;

/**
 * Connects to one service. Each has a pool of its own, so that one that hangs does not hold the connections that the
 * others need.
 */
export function connectUpstream(appId: string, options: UpstreamOptions): Upstream {
  const pool = new Pool(options.sidecarUrl, {
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: { timeout: 2_000 },
    headersTimeout: 0, // `dispatch` has a deadline that covers waiting for a connection, too.
    bodyTimeout: options.bodyTimeoutMs,
  });
  const sidecarHeaders = {
    'dapr-app-id': appId,
    ...(options.apiToken === undefined ? {} : { 'dapr-api-token': options.apiToken }),
  };
  const breaker = createBreaker(
    async (request: UpstreamRequest) => {
      const headers = { ...request.headers, ...sidecarHeaders };
      const answer = await dispatchAgain(pool, { ...request, headers }, options.headersTimeoutMs);
      if (answer.statusCode >= 500 && !isPartialOutage(answer)) throw new FailedAnswer(answer);
      return answer;
    },
    {
      name: appId,
      resetMs: options.breakerResetMs,
      isInnocent,
      onState: (state) => options.onBreakerState(appId, state),
    },
  );
  return {
    async send(request) {
      try {
        return await breaker.fire(request);
      } catch (error) {
        if (error instanceof FailedAnswer) return error.answer;
        if (isInnocent(error)) throw error;
        if ((error as { code?: string }).code === 'EOPENBREAKER')
          throw shortCircuited(appId, options.breakerResetMs);
        throw Object.assign(unavailable(`${appId} service`), { cause: error });
      }
    },
    async close() {
      breaker.shutdown();
      await pool.close();
    },
  };
}

/** The stated fallback of an open breaker: no waiting, and when to come back. */
const shortCircuited = (appId: string, resetMs: number) =>
  unavailable(`${appId} service`, Math.ceil(resetMs / 1_000));
