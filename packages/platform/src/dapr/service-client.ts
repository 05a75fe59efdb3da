import CircuitBreaker from 'opossum';
import { unavailable } from '../errors';
import type { Invocation, InvocationResult } from './invoke';
import { invokeAgain } from './invoke-again';
import type { Sidecar } from './sidecar';

export interface ServiceClient {
  /**
   * Calls the service. A status below 500 is a result, for the caller to read.
   *
   * @throws DomainError unavailable when there is no answer, it is a 5xx, or the breaker is open
   */
  call(call: Omit<Invocation, 'appId' | 'timeoutMs'> & { timeoutMs?: number }): Promise<InvocationResult>;
}

const DEFAULT_TIMEOUT_MS = 3_000;

/** Another service, behind a circuit breaker: when it fails, callers are told at once instead of waiting in line. */
export function createServiceClient(sidecar: Sidecar, appId: string): ServiceClient {
  const breaker = new CircuitBreaker(
    async (call: Invocation) => {
      const result = await invokeAgain(sidecar, call);
      if (result.status >= 500) throw Object.assign(unavailable(`${appId} service`), { cause: result });
      return result;
    },
    // The call has its own deadline. Half the calls of ten seconds must fail, and more than a handful, to open.
    { timeout: false, errorThresholdPercentage: 50, volumeThreshold: 10, resetTimeout: 3_000, name: appId },
  );
  return {
    async call(call) {
      try {
        return await breaker.fire({ timeoutMs: DEFAULT_TIMEOUT_MS, ...call, appId });
      } catch (error) {
        // Open, or half open with the one call that tries already under way.
        if (CircuitBreaker.isOurError(error as Error)) throw unavailable(`${appId} service`);
        throw error;
      }
    },
  };
}
