import { unavailable } from '@sidecart/platform';
import { Pool } from 'undici';

/** What the sandbox answered. */
export interface SandboxAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface SandboxCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly idempotencyKey?: string;
  readonly body?: object;
  /** When to give up; all calls of one operation share it. */
  readonly signal: AbortSignal;
}

export interface SandboxClient {
  /** @throws DomainError unavailable when there is no answer, or none that says what happened */
  call(call: SandboxCall): Promise<SandboxAnswer>;
  close(): Promise<void>;
}

const CONNECTIONS = 32;
/** Answers that leave open whether something happened, or that a repeat may turn into another. */
const OPEN_STATUSES = [401, 403, 408, 429];

/** Speaks with the sandbox over connections that are kept. */
export function createSandboxClient(url: string, apiKey: string): SandboxClient {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  return {
    async call({ method, path, idempotencyKey, body, signal }) {
      try {
        const answer = await pool.request({
          method,
          path: base + path,
          headers: {
            authorization: `Bearer ${apiKey}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          },
          body: body === undefined ? null : JSON.stringify(body),
          signal,
        });
        const status = answer.statusCode;
        const text = await answer.body.text();
        if (status >= 500 || OPEN_STATUSES.includes(status))
          throw new Error(`The sandbox answered ${status}`);
        return { status, body: JSON.parse(text) as unknown };
      } catch (error) {
        throw Object.assign(unavailable('payment provider'), { cause: error });
      }
    },
    close: () => pool.close(),
  };
}
