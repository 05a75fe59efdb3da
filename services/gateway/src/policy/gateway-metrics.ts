import { Counter, Gauge, type Registry } from 'prom-client';
import { BREAKER_STATES, type BreakerState } from './breaker';

export interface GatewayMetrics {
  readonly noteBreaker: (upstream: string, state: BreakerState) => void;
  readonly noteLimited: (quota: string) => void;
}

/** What the gateway counts beyond its requests. */
export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const breaker = new Gauge({
    name: 'gateway_breaker_state',
    help: 'Which state the circuit breaker of an upstream is in: 1 for that one, 0 for the others.',
    labelNames: ['upstream', 'state'],
    registers: [registry],
  });
  const limited = new Counter({
    name: 'gateway_rate_limited_total',
    help: 'Requests refused because a quota was used up.',
    labelNames: ['quota'],
    registers: [registry],
  });
  return {
    noteBreaker(upstream, current) {
      for (const state of BREAKER_STATES) breaker.set({ upstream, state }, state === current ? 1 : 0);
    },
    noteLimited: (quota) => limited.inc({ quota }),
  };
}
