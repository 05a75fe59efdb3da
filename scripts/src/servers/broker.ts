import { mkdir } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import createPersistence from 'aedes-persistence-level';
import { ClassicLevel } from 'classic-level';
import { acceptEventsInAnyOrder } from './aedes-internals';
import { storeBeforeAcknowledging } from './broker-durability';
import type { BrokerPersistence } from './broker-persistence';
import { redeliverOnSubscribe } from './broker-redelivery';
import type { ConsumerSubscriptions } from './broker-subscriptions';

/** What the MQTT broker is started with. */
export interface BrokerOptions {
  /** Holds sessions and events between runs. */
  folder: string;
  port: number;
  /** Consumers whose events are kept from the first one on, before they have ever connected. */
  consumers: ConsumerSubscriptions[];
  /** Events that a consumer gave up on are appended here, one JSON document a line. */
  deadLetterFile: string;
}

/** A broker that accepts connections. */
export interface RunningBroker {
  stop(): Promise<void>;
}

/**
 * Starts an MQTT 3.1.1 broker on 127.0.0.1 for the sidecars' `pubsub.mqtt3`. Sessions and unacknowledged events are
 * kept in LevelDB, so an event that was acknowledged to its publisher survives the end of any process.
 */
export async function startBroker(options: BrokerOptions): Promise<RunningBroker> {
  await mkdir(options.folder, { recursive: true });
  const database = new ClassicLevel<string, Buffer>(options.folder, { valueEncoding: 'buffer' });
  await database.open();
  const persistence = createPersistence(database) as BrokerPersistence;
  const { Aedes: Broker } = await import('aedes');
  // Stored events sort by the broker's id first: with the time as the id, those of an earlier run come first.
  const broker = await Broker.createBroker({ persistence, id: String(Date.now()) });
  for (const { appId, topics } of options.consumers) {
    await persistence.addSubscriptions(
      { id: appId },
      topics.map((topic) => ({ topic, qos: 1 })),
    );
  }
  broker.on('client', acceptEventsInAnyOrder);
  storeBeforeAcknowledging(broker, persistence, options.deadLetterFile);
  redeliverOnSubscribe(broker, persistence);
  const server = createServer(broker.handle);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    stop: async () => {
      // First, and to the end: a sidecar connects again as soon as it is let go, and would be kept waiting for its welcome.
      const stopped = new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => broker.close(resolve));
      sockets.forEach((socket) => socket.destroy());
      await stopped;
      await database.close();
    },
  };
}
