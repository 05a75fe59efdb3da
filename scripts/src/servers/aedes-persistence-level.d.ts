declare module 'aedes-persistence-level' {
  /** Makes the store of an aedes broker on an open LevelDB database; see `BrokerPersistence` for what it can do. */
  function createPersistence(database: unknown): unknown;
  export = createPersistence;
}
