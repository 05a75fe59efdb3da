import type { Dispatcher, Pool } from 'undici';
import type { Abort } from './abort';
import type { RepeatableBody } from './repeatable-body';

export interface UpstreamRequest {
  readonly method: Dispatcher.HttpMethod;
  /** Path and query as the service knows them. */
  readonly target: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: RepeatableBody | null;
  /** Aborted with ClientGone when the client hangs up. */
  readonly abort: Abort;
}

export type UpstreamAnswer = Dispatcher.ResponseData;

/** There was no answer in time. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

const NOTHING_RECEIVED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends a request to the sidecar and resolves when the headers of the answer are there; its body is a stream. A GET or
 * HEAD that was cut off before any answer is repeated once: the sidecar may have closed an idle connection just then.
 *
 * @param headersTimeoutMs the deadline for the headers, waiting for a free connection included; while the client still
 *   sends its body, the time since it last sent something
 * @throws ClientGone, DeadlineExceeded, the error of `request.body`, or undici's
 */
export async function dispatch(
  pool: Pool,
  request: UpstreamRequest,
  headersTimeoutMs: number,
): Promise<UpstreamAnswer> {
  const { abort, body } = request;
  const deadline = setTimeout(() => {
    abort.abort(new DeadlineExceeded(`No answer within ${headersTimeoutMs} ms`));
  }, headersTimeoutMs);
  body?.on('progress', () => deadline.refresh());
  try {
    const answer = await attempt(pool, request).catch((error: unknown) => {
      if (!mayRepeat(request, error)) throw error;
      return attempt(pool, request);
    });
    // A body that fails before somebody listens to it would end the process.
    answer.body.on('error', () => undefined);
    return answer;
  } catch (error) {
    throw abort.reason ?? error;
  } finally {
    clearTimeout(deadline);
  }
}

const attempt = (pool: Pool, { method, target, headers, body, abort }: UpstreamRequest) =>
  pool.request({ method, path: target, headers, body, signal: abort });

const mayRepeat = ({ method, abort }: UpstreamRequest, error: unknown): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !abort.aborted &&
  NOTHING_RECEIVED.has((error as { code?: string }).code ?? '');
