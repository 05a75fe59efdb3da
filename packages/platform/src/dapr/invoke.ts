import type { Pool } from 'undici';
import { unavailable } from '../errors';
import { currentRequestId } from '../request-context';
import { traceHeaders } from '../trace-context';

export interface Invocation {
  readonly appId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface InvocationResult {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Calls another service through the own sidecar.
 *
 * @param token the headers that authenticate this app to its sidecar
 * @throws DomainError unavailable when there is no answer in time
 */
export async function invoke(
  pool: Pool,
  token: Readonly<Record<string, string>>,
  call: Invocation,
): Promise<InvocationResult> {
  const requestId = currentRequestId();
  try {
    const response = await pool.request({
      method: call.method,
      path: call.path,
      headers: {
        ...traceHeaders(),
        ...call.headers,
        ...token,
        'dapr-app-id': call.appId,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: AbortSignal.timeout(call.timeoutMs),
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: text === '' ? undefined : parseOrText(text) };
  } catch (error) {
    throw Object.assign(unavailable(`${call.appId} service`), { cause: error });
  }
}

/** A sidecar's own errors are not always JSON. */
function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
