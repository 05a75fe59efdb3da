import type { ComponentSet } from '../../servers/component-sets';
import { createEmbeddedBroker } from './embedded-broker';
import type { ShopFiles } from './shop-files';
import type { ShopServer } from './shop-server';

/** The servers of a component set. */
export interface SetServers {
  readonly broker: ShopServer;
  /** What keeps the cache, where that is a server of its own; with the set `redis` it is the broker, too. */
  readonly redis: ShopServer | undefined;
}

/** Describes the servers that a set needs; none is started yet. */
export function createSetServers(_set: ComponentSet, _files: ShopFiles): SetServers {
  return { broker: createEmbeddedBroker(), redis: undefined };
}
