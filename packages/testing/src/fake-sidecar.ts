import type { CloudEvent } from '@sidecart/contracts';
import {
  unavailable,
  type BindingCall,
  type Invocation,
  type InvocationResult,
  type Sidecar,
} from '@sidecart/platform';

/** Answers a call to another service. */
export type Responder = (call: Invocation) => InvocationResult | Promise<InvocationResult>;

/** Does what an output binding would. */
export type BindingResponder = (call: BindingCall) => Buffer | Promise<Buffer>;

export interface FakeSidecar extends Sidecar {
  /** What was published so far, oldest first. */
  readonly published: readonly CloudEvent[];
  /** What other services were asked so far. */
  readonly invocations: readonly Invocation[];
  /** Sets what a service answers; until then, asking it fails the caller with 503. */
  respondAs(appId: string, responder: Responder): void;
  /** Sets what an output binding does; until then, using it fails the caller. */
  bindAs(name: string, responder: BindingResponder): void;
  /** While true, nothing can be published, cached or asked. */
  down: boolean;
}

/**
 * Stands in for the sidecar in component tests: it keeps what is published, caches in memory and answers invocations by
 * script. The real one is used in the end-to-end tests.
 */
export function createFakeSidecar(): FakeSidecar {
  const published: CloudEvent[] = [];
  const invocations: Invocation[] = [];
  const responders = new Map<string, Responder>();
  const bindings = new Map<string, BindingResponder>();
  const state = new Map<string, string>();
  const requireUp = () => {
    if (fake.down) throw unavailable('sidecar');
  };
  const fake: FakeSidecar = {
    published,
    invocations,
    down: false,
    respondAs: (appId, responder) => void responders.set(appId, responder),
    bindAs: (name, responder) => void bindings.set(name, responder),
    async invokeBinding(call) {
      requireUp();
      const responder = bindings.get(call.name);
      if (!responder) throw unavailable(`binding ${call.name}`);
      return responder(call);
    },
    async invoke(call) {
      requireUp();
      invocations.push(call);
      const responder = responders.get(call.appId);
      if (!responder) throw unavailable(`${call.appId} service`);
      return responder(call);
    },
    publishBulk(topic, events) {
      requireUp();
      if (events.some((event) => event.type !== topic)) throw new Error(`Not all events are of ${topic}`);
      published.push(...events);
      return Promise.resolve(new Set());
    },
    getState(key) {
      requireUp();
      return Promise.resolve(state.get(key));
    },
    saveState(key, value) {
      requireUp();
      state.set(key, value);
      return Promise.resolve();
    },
    getSecret: () => Promise.reject(new Error('Component tests pass secrets directly')),
    checkReady() {
      requireUp();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return fake;
}
