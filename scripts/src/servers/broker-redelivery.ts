import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Aedes, Client } from 'aedes' with { 'resolution-mode': 'import' };
import { writeToStream } from 'mqtt-packet';
import { takeMessageId } from './aedes-internals';
import type { BrokerPersistence, StoredPacket } from './broker-persistence';

/**
 * Makes the broker deliver the events that a consumer missed when it subscribes, not when it connects. A Dapr
 * sidecar connects long before its app is ready and subscribes then; what it is sent before that has no handler, is
 * not acknowledged and would lie in the broker until the next connection (dapr/components-contrib#4110). The same
 * holds for a sidecar that unsubscribed in silence because its app was unhealthy.
 */
export function redeliverOnSubscribe(broker: Aedes, persistence: BrokerPersistence): void {
  const unacknowledged = persistence.outgoingStream.bind(persistence);
  // aedes reads this stream when a client connects.
  persistence.outgoingStream = () => Readable.from([]);
  broker.on('subscribe', (subscriptions, client) => {
    const topics = new Set(subscriptions.map((subscription) => subscription.topic));
    redeliver(client, topics, unacknowledged(client), persistence).catch((error: unknown) => {
      // The client reconnects and subscribes again, which is another attempt.
      client.emit('error', error);
    });
  });
}

async function redeliver(
  client: Client,
  topics: Set<string>,
  unacknowledged: AsyncIterable<StoredPacket>,
  persistence: BrokerPersistence,
): Promise<void> {
  for await (const stored of unacknowledged) {
    if (stored.cmd !== 'publish' || !topics.has(stored.topic)) {
      continue;
    }
    const packet = { ...stored, dup: true, messageId: takeMessageId(client) };
    const stillStored = await persistence.outgoingUpdate(client, packet).then(
      () => true,
      () => false,
    );
    if (client.closed) {
      return;
    }
    if (stillStored && !writeToStream({ ...packet, cmd: 'publish' }, client.conn)) {
      await once(client.conn, 'drain');
    }
  }
}
