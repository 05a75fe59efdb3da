import type { Books } from '../../laws/books';
import type { ComponentSet } from '../../servers/component-sets';
import type { Clock } from '../devices/clock';
import type { LatencyProxy } from '../devices/latency-proxy';
import type { ProviderProxy } from '../devices/provider-proxy';
import type { SmallDisk } from '../devices/small-disk';
import type { DeadLetterBook } from './dead-letter-book';
import type { Doors } from './doors';
import type { Instance } from './instance';
import type { PostgresServer } from './postgres-server';
import type { InstancePorts } from './shop-places';
import type { ShopServer } from './shop-server';

/** An instance and what the campaign can do to it from within and from between. */
export interface ShopInstance extends Instance {
  readonly ports: InstancePorts;
  readonly clock: Clock;
  /** Between the app and its sidecar. */
  readonly doors: Doors;
}

/** The whole platform as processes of the campaign, each of which it may harm. */
export interface Shop {
  readonly set: ComponentSet;
  /** Of the services, in the order of dapr.yaml. */
  readonly names: readonly string[];
  /** All instances there are. */
  readonly instances: readonly ShopInstance[];
  readonly postgres: PostgresServer;
  readonly broker: ShopServer;
  /** Undefined where the cache is no server of its own. */
  readonly redis: ShopServer | undefined;
  /** Between the services and PostgreSQL. */
  readonly databaseDoor: LatencyProxy;
  /** Between the payment service and its provider. */
  readonly providerDoor: ProviderProxy;
  /** What the databases are on; undefined where there can be none. */
  readonly disk: SmallDisk | undefined;
  readonly deadLetters: DeadLetterBook;
  instance(service: string): ShopInstance;
  /** The addresses of the gateways. */
  gatewayUrls(): readonly string[];
  /** Publishes an event in the name of a service. */
  publish(service: string, topic: string, event: object): Promise<void>;
  /** Starts a second instance of every service. */
  double(): Promise<void>;
  /** Ends the second instances. */
  undouble(): Promise<void>;
  /** Which services or sidecars are not ready. */
  unready(): Promise<string[]>;
  /** Changes the database of a service from behind. */
  alter(service: string, sql: string): Promise<void>;
  /** Opens the databases of all services, not through the door. */
  openBooks(): Promise<Books>;
}
