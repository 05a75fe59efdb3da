import { setTimeout as delay } from 'node:timers/promises';
import { findInvocationFailure } from './invocation-failure';
import type { Invocation, InvocationResult } from './invoke';
import type { Sidecar } from './sidecar';

/** A replica that leaves is forgotten by then. */
const PAUSE_MS = 100;

/**
 * Calls another service, once more where a replica of it is on its way out: the sidecar looks up another each time. That
 * is for calls that never reached it, and for those that are the same when made twice. Both have the one deadline.
 */
export async function invokeAgain(sidecar: Sidecar, call: Invocation): Promise<InvocationResult> {
  const endsAt = performance.now() + call.timeoutMs;
  const first = await sidecar.invoke(call);
  const failure = findInvocationFailure(first.status, JSON.stringify(first.body ?? ''));
  if (!failure) return first;
  const leftMs = Math.floor(endsAt - performance.now() - PAUSE_MS);
  const isIdempotent = call.method === 'GET' || call.method === 'PUT';
  if ((failure.wasReached && !isIdempotent) || leftMs <= 0) return first;
  await delay(PAUSE_MS);
  return sidecar.invoke({ ...call, timeoutMs: leftMs });
}
