import { setTimeout as delay } from 'node:timers/promises';
import { findInvocationFailure, PROBLEM_MEDIA_TYPE } from '@sidecart/platform';
import type { Pool } from 'undici';
import { dispatch, type UpstreamAnswer, type UpstreamRequest } from './dispatch';

/** The sidecar could not call the service, or does not know what became of the call. */
export class SidecarFailure extends Error {
  override readonly name = 'SidecarFailure';

  constructor(
    readonly wasReached: boolean,
    message: string,
  ) {
    super(message);
  }
}

/**
 * How long to wait before each repetition of what never reached a replica. One that leaves is forgotten soon; one that
 * comes is known by its name some seconds before it can be asked, and each attempt may meet it.
 */
const PAUSES_MS = [50, 100, 200, 400, 800, 1_500, 2_000];

/** What may have been done already is repeated less often. */
const REPEATS_IF_REACHED = 1;

const MAX_FAILURE_BYTES = 4_000;

/**
 * Sends a request to the sidecar, again where a replica of the service is on its way out or in: the sidecar looks up another
 * each time. Whatever the request is, it is repeated when no replica has heard of it; when one may have, only what has no
 * effect, or an Idempotency-Key by which the service knows it again. All of it within one deadline.
 *
 * @throws what `dispatch` throws, or SidecarFailure
 */
export async function dispatchAgain(
  pool: Pool,
  request: UpstreamRequest,
  headersTimeoutMs: number,
): Promise<UpstreamAnswer> {
  const endsAt = performance.now() + headersTimeoutMs;
  let current = request;
  for (let repeats = 0; ; repeats += 1) {
    const answer = await dispatch(pool, current, endsAt - performance.now());
    const failure = await readFailure(answer);
    if (!failure) return answer;
    const pauseMs = pauseBefore(repeats, request, failure);
    if (pauseMs === undefined || performance.now() + pauseMs > endsAt) throw failure;
    const next = onceMore(request);
    if (!next) throw failure;
    await delay(pauseMs);
    if (request.abort.aborted) throw request.abort.reason ?? failure;
    current = next;
  }
}

/** What a sidecar says of its failure is short and no problem+json. */
async function readFailure({
  statusCode,
  headers,
  body,
}: UpstreamAnswer): Promise<SidecarFailure | undefined> {
  const type = String(headers['content-type']);
  if (statusCode < 500 || !type.includes('json') || type.startsWith(PROBLEM_MEDIA_TYPE)) return undefined;
  if (!(Number(headers['content-length']) <= MAX_FAILURE_BYTES)) return undefined;
  const text = await body.text().catch(() => '');
  const found = findInvocationFailure(statusCode, text);
  return new SidecarFailure(found?.wasReached ?? true, `${statusCode} ${text}`);
}

function pauseBefore(
  repeats: number,
  { method, headers }: UpstreamRequest,
  { wasReached }: SidecarFailure,
): number | undefined {
  if (!wasReached) return PAUSES_MS[repeats];
  const isSafe = method === 'GET' || method === 'HEAD' || headers['idempotency-key'] !== undefined;
  return isSafe && repeats < REPEATS_IF_REACHED ? PAUSES_MS[repeats] : undefined;
}

function onceMore(request: UpstreamRequest): UpstreamRequest | undefined {
  if (request.body === null) return request;
  const body = request.body.repeat();
  return body && { ...request, body };
}
