import { setTimeout as delay } from 'node:timers/promises';
import { findInvocationFailure } from './invocation-failure';
import type { Invocation, InvocationResult } from './invoke';
import type { Sidecar } from './sidecar';

/** One that leaves is forgotten soon; one that comes is known some seconds before it can be asked. */
const PAUSES_MS = [50, 100, 200, 400, 800];

/** What may have been done already is repeated less often. */
const REPEATS_IF_REACHED = 1;

/**
 * Calls another service, again where a replica of it is on its way out or in: the sidecar looks up another each time.
 * That is for calls that never reached it, and once for those that are the same when made twice. All have one deadline.
 */
export async function invokeAgain(sidecar: Sidecar, call: Invocation): Promise<InvocationResult> {
  const endsAt = performance.now() + call.timeoutMs;
  const isIdempotent = call.method === 'GET' || call.method === 'PUT';
  for (let repeats = 0; ; repeats += 1) {
    const timeoutMs = Math.max(1, Math.floor(endsAt - performance.now()));
    const result = await sidecar.invoke({ ...call, timeoutMs });
    const failure = findInvocationFailure(result.status, JSON.stringify(result.body ?? ''));
    if (!failure || (failure.wasReached && !(isIdempotent && repeats < REPEATS_IF_REACHED))) return result;
    const pauseMs = PAUSES_MS[repeats];
    if (pauseMs === undefined || performance.now() + pauseMs >= endsAt) return result;
    await delay(pauseMs);
  }
}
