declare module 'aedes-persistence-level' {
  import type { ClassicLevel } from 'classic-level';
  import type { BrokerPersistence } from './broker-persistence';

  /** Makes the store of an aedes broker on an open LevelDB database. */
  export default function createPersistence(database: ClassicLevel<string, Buffer>): BrokerPersistence;
}
