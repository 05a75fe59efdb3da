import { parseComponentSet, type ComponentSet } from '../../../scripts/src/servers/component-sets';

/** What a set promises beyond what every set does. */
export interface SetPromises {
  /** Events of one subject come one after another, in the order in which they were published. */
  readonly orderPerKey: boolean;
  /** Replicas of a service share its events; otherwise a service must have one. */
  readonly replicas: boolean;
  /** Within how many seconds an event comes again when the sidecar that held it was killed and started again. */
  readonly redeliveryAfterSidecarSeconds: number;
  /** Replicas of a service share the cache. */
  readonly sharedCache: boolean;
}

/** The promises by set, which `components/README.md` tells in words and the tests in this folder hold them to. */
export const PROMISES: Readonly<Record<ComponentSet, SetPromises>> = {
  embedded: { orderPerKey: false, replicas: false, redeliveryAfterSidecarSeconds: 10, sharedCache: false },
  redis: { orderPerKey: false, replicas: true, redeliveryAfterSidecarSeconds: 15, sharedCache: true },
  rabbitmq: { orderPerKey: false, replicas: true, redeliveryAfterSidecarSeconds: 10, sharedCache: true },
  kafka: { orderPerKey: true, replicas: true, redeliveryAfterSidecarSeconds: 15, sharedCache: true },
};

/** The set under test, from the environment variable COMPONENT_SET. */
export const COMPONENT_SET = parseComponentSet(process.env['COMPONENT_SET']);

/** What the set under test promises. */
export const PROMISED = PROMISES[COMPONENT_SET];
