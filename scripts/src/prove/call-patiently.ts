import { setTimeout as delay } from 'node:timers/promises';
import { call, type Answer, type Call } from '../shop-client';

/** With a second between them, more than any outage that is to be sat out. */
const MAX_ATTEMPTS = 90;

/**
 * Calls the platform as a client does that takes 429 and 503 at their word and comes back later. What is not safe to
 * repeat needs an Idempotency-Key.
 *
 * @returns the first other answer, or the last one
 */
export async function callPatiently<T = Record<string, unknown>>(
  method: string,
  path: string,
  options: Call = {},
): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await call<T>(method, path, options);
    if ((answer.status !== 503 && answer.status !== 429) || attempt === MAX_ATTEMPTS) return answer;
    await delay(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
  }
}
