/** A server of the set, which a test may end and start again on the same port with the same data. */
export interface Server {
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Makes it forget everything; it must not be running. */
  wipe(): void;
}
