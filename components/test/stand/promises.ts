import { parseComponentSet, type ComponentSet } from '../../../scripts/src/servers/component-sets';

/** What a set promises beyond what every set does. */
export interface SetPromises {
  /** Events of one subject come one after another, in the order in which they were published. */
  readonly orderPerKey: boolean;
  /** Replicas of a service share its events; otherwise a service must have one. */
  readonly replicas: boolean;
  /** Within how many seconds an event comes again when the sidecar that held it was killed and started again. */
  readonly redeliveryAfterSidecarSeconds: number;
  /**
   * Sidecars use a broker again by themselves. Otherwise one may have to be restarted: components-contrib's pubsub.rabbitmq
   * subscribes to all topics again at once on a channel that can do one thing at a time (it calls `Consume` outside of its
   * lock), and an answer that reaches the wrong one leaves the component waiting, for ever and with the lock.
   */
  readonly healsAfterBroker: boolean;
  /**
   * How many events each publishing sidecar may call taken that a failing broker has not: pubsub.rabbitmq logs that the
   * confirmation of the one under way did not come, and returns without an error.
   */
  readonly lostInFlight: number;
  /** Replicas of a service share the cache. */
  readonly sharedCache: boolean;
}

/** The promises by set, which `components/README.md` tells in words and the tests in this folder hold them to. */
export const PROMISES: Readonly<Record<ComponentSet, SetPromises>> = {
  embedded: {
    orderPerKey: false,
    replicas: false,
    redeliveryAfterSidecarSeconds: 10,
    healsAfterBroker: true,
    lostInFlight: 0,
    sharedCache: false,
  },
  redis: {
    orderPerKey: false,
    replicas: true,
    redeliveryAfterSidecarSeconds: 15,
    healsAfterBroker: true,
    lostInFlight: 0,
    sharedCache: true,
  },
  rabbitmq: {
    orderPerKey: false,
    replicas: true,
    redeliveryAfterSidecarSeconds: 10,
    healsAfterBroker: false,
    lostInFlight: 1,
    sharedCache: true,
  },
  kafka: {
    orderPerKey: true,
    replicas: true,
    redeliveryAfterSidecarSeconds: 15,
    healsAfterBroker: true,
    lostInFlight: 0,
    sharedCache: true,
  },
};

/** The set under test, from the environment variable COMPONENT_SET. */
export const COMPONENT_SET = parseComponentSet(process.env['COMPONENT_SET']);

/** What the set under test promises. */
export const PROMISED = PROMISES[COMPONENT_SET];
