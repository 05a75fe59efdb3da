import type { Readable } from 'node:stream';

/** An event on its way to one consumer, as the broker stores it. */
export interface StoredPacket {
  cmd: string;
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  retain: boolean;
  dup: boolean;
  messageId?: number;
  /** Together they name the event within the store. */
  brokerId: string;
  brokerCounter: number;
}

/** What this project uses of an aedes store; the types that aedes ships describe its older callback form. */
export interface BrokerPersistence {
  setup(broker: unknown): Promise<void>;
  addSubscriptions(client: { id: string }, subscriptions: { topic: string; qos: 1 }[]): Promise<void>;
  subscriptionsByTopic(topic: string): Promise<{ clientId: string }[]>;
  outgoingEnqueueCombi(subscriptions: { clientId: string }[], packet: StoredPacket): Promise<void>;
  /** Remembers the message id under which a stored event was sent; rejects when the event is no longer stored. */
  outgoingUpdate(client: { id: string }, packet: StoredPacket): Promise<void>;
  /** The events a client has not acknowledged, oldest first. */
  outgoingStream(client: { id: string }): Readable;
}
