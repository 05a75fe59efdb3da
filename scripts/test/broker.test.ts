import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@sidecart/testing';
import { connect as mqttConnect, type MqttClient } from 'mqtt';
import { findFreePort } from '../src/machine/free-port';

const TOPIC = 'order.created.v1';

let folder: string;
let port: number;
let broker: ChildProcess;
let clients: MqttClient[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidecart-broker-'));
  port = await findFreePort();
  clients = [];
  await startBroker();
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await killBroker();
  rmSync(folder, { recursive: true, force: true });
});

test('a consumer gets the events from before it connected for the first time', async () => {
  const publisher = await connect('order');
  await publisher.publishAsync(TOPIC, 'one', { qos: 1 });

  const consumer = await connectConsumer();

  await eventually(() => expect(consumer.received).toEqual(['one']));
});

test('every acknowledged event survives the death of the broker', async () => {
  const publisher = await connect('order');
  const acknowledged: string[] = [];
  for (let index = 0; index < 2000; index++) {
    publisher.publish(TOPIC, String(index), { qos: 1 }, (error) => {
      if (!error) {
        acknowledged.push(String(index));
      }
    });
  }
  await eventually(() => expect(acknowledged.length).toBeGreaterThan(300));
  await killBroker();
  const expected = [...acknowledged];
  await startBroker();

  const consumer = await connectConsumer();

  await eventually(() => expect(consumer.received).toEqual(expect.arrayContaining(expected)));
});

test('what a consumer missed comes when it subscribes, not when it connects', async () => {
  const first = await connectConsumer();
  await first.client.endAsync();
  const publisher = await connect('order');
  await publisher.publishAsync(TOPIC, 'missed', { qos: 1 });

  const { client, received } = await connectWithoutSubscribing();
  await publisher.publishAsync('order.cancelled.v1', 'later', { qos: 1 });
  await eventually(() => expect(received).toContain('later'));
  expect(received).not.toContain('missed');
  await client.subscribeAsync(TOPIC, { qos: 1 });

  await eventually(() => expect(received).toContain('missed'));
});

test('what a consumer left unacknowledged comes again when it subscribes again', async () => {
  const { client, received } = await connectWithoutSubscribing({ acknowledges: false });
  await client.subscribeAsync(TOPIC, { qos: 1 });
  const publisher = await connect('order');
  await publisher.publishAsync(TOPIC, 'unfinished', { qos: 1 });
  await eventually(() => expect(received).toEqual(['unfinished']));

  await client.subscribeAsync(TOPIC, { qos: 1 });

  await eventually(() => expect(received).toEqual(['unfinished', 'unfinished']));
});

test('what a consumer acknowledged does not come again', async () => {
  const consumer = await connectConsumer();
  const publisher = await connect('order');
  await publisher.publishAsync(TOPIC, 'done', { qos: 1 });
  await eventually(() => expect(consumer.received).toEqual(['done']));
  await consumer.client.endAsync();
  await killBroker();
  await startBroker();

  const again = await connectConsumer();
  const next = await connect('order');
  await next.publishAsync(TOPIC, 'new', { qos: 1 });

  await eventually(() => expect(again.received).toContain('new'));
  expect(again.received).toEqual(['new']);
});

test('events of publishers that overtake one another all arrive', async () => {
  const consumer = await connectConsumer();
  const publishers = await Promise.all([1, 2, 3, 4].map((number) => connect(`publisher-${number}`)));
  const events = publishers.map((_, number) =>
    Array.from({ length: 1000 }, (__, index) => `${number}-${index}`),
  );

  await Promise.all(
    publishers.flatMap((publisher, number) =>
      (events[number] ?? []).map((event) => publisher.publishAsync(TOPIC, event, { qos: 1 })),
    ),
  );

  await eventually(() => expect(new Set(consumer.received)).toEqual(new Set(events.flat())));
});

test('a dead letter, which has no consumer, is kept in a file', async () => {
  const publisher = await connect('order');

  await publisher.publishAsync('dead-letter.payment', '{"id":"e1"}', { qos: 1 });

  const [line = ''] = readFileSync(path.join(folder, 'dead-letters.ndjson'), 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({ topic: 'dead-letter.payment', event: { id: 'e1' } });
});

async function startBroker(): Promise<void> {
  broker = spawn(process.execPath, [path.join(__dirname, 'broker-process.js'), folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(broker.stdout ?? broker, 'data');
}

async function killBroker(): Promise<void> {
  if (broker.exitCode === null && broker.signalCode === null) {
    broker.kill('SIGKILL');
    await once(broker, 'exit');
  }
}

/** Connects with a session that the broker keeps, as a sidecar does. */
async function connect(clientId: string, handleMessage?: MqttClient['handleMessage']): Promise<MqttClient> {
  const client = mqttConnect(`mqtt://127.0.0.1:${port}`, { clientId, clean: false, reconnectPeriod: 0 });
  clients.push(client);
  if (handleMessage) {
    client.handleMessage = handleMessage;
  }
  await new Promise((resolve) => client.once('connect', resolve));
  return client;
}

async function connectWithoutSubscribing(
  options: { acknowledges: boolean } = { acknowledges: true },
): Promise<{ client: MqttClient; received: string[] }> {
  const received: string[] = [];
  const client = await connect('payment', (packet, callback) => {
    received.push(packet.payload.toString());
    // A fault keeps the event from being acknowledged.
    callback(options.acknowledges ? undefined : new Error('not now'));
  });
  return { client, received };
}

async function connectConsumer(): Promise<{ client: MqttClient; received: string[] }> {
  const consumer = await connectWithoutSubscribing();
  await consumer.client.subscribeAsync([TOPIC, 'order.cancelled.v1'], { qos: 1 });
  return consumer;
}
