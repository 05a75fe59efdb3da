import { appendFile } from 'node:fs/promises';
import type { Aedes } from 'aedes' with { 'resolution-mode': 'import' };
import type { BrokerPersistence, StoredPacket } from './broker-persistence';

const DEAD_LETTER_PREFIX = 'dead-letter.';

/**
 * Makes the broker store an event for its consumers before it acknowledges it to the publisher. aedes acknowledges
 * QoS 1 first and stores afterwards, so an event could be lost between the two; its authorization hook runs before
 * both. The id given here makes the later write of aedes replace this one instead of adding a second event.
 *
 * A dead letter has no consumer, for which MQTT would discard it: it is appended to `deadLetterFile` instead.
 */
export function storeBeforeAcknowledging(
  broker: Aedes,
  persistence: BrokerPersistence,
  deadLetterFile: string,
): void {
  let counter = 0;
  const store = async (packet: StoredPacket): Promise<void> => {
    if (packet.topic.startsWith(DEAD_LETTER_PREFIX)) {
      const line = { at: new Date().toISOString(), topic: packet.topic, event: parse(packet.payload) };
      await appendFile(deadLetterFile, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    }
    packet.brokerId = broker.id;
    packet.brokerCounter = ++counter;
    await persistence.outgoingEnqueueCombi(await persistence.subscriptionsByTopic(packet.topic), packet);
  };
  broker.authorizePublish = (_client, packet, callback) => {
    if (packet.qos === 0) {
      callback();
      return;
    }
    store(packet as unknown as StoredPacket).then(() => callback(), callback);
  };
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return payload.toString('utf8');
  }
}
