import {
  describeDeadLetter,
  DEAD_LETTER_PREFIX,
  type DeadLetter,
  type DeadLetterPlaces,
} from './dead-letter';

interface Message {
  payload: string;
  payload_encoding: 'string' | 'base64';
}

const MAX_MESSAGES = 10_000;
const TIMEOUT_MS = 10_000;

/** Peeks into the dead-letter queues: RabbitMQ hands its messages out and puts them back. */
export async function readRabbitmq(places: DeadLetterPlaces): Promise<DeadLetter[]> {
  const queues = (await ask(places, '/api/queues/%2F')) as { name: string }[];
  const topics = queues.map(({ name }) => name).filter((name) => name.startsWith(DEAD_LETTER_PREFIX));
  const letters = await Promise.all(topics.sort().map(async (topic) => peek(places, topic)));
  return letters.flat();
}

async function peek(places: DeadLetterPlaces, queue: string): Promise<DeadLetter[]> {
  const messages = (await ask(places, `/api/queues/%2F/${encodeURIComponent(queue)}/get`, {
    count: MAX_MESSAGES,
    ackmode: 'ack_requeue_true',
    encoding: 'auto',
  })) as Message[];
  return messages.map(({ payload, payload_encoding: encoding }) =>
    describeDeadLetter(
      queue,
      encoding === 'base64' ? Buffer.from(payload, 'base64').toString('utf8') : payload,
    ),
  );
}

async function ask(places: DeadLetterPlaces, path: string, body?: object): Promise<unknown> {
  const { username, password } = new URL(places.pubsub['connectionString'] ?? '');
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const response = await fetch(`${places.rabbitmqManagementUrl}${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { authorization: `Basic ${Buffer.from(login).toString('base64')}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Error(`RabbitMQ answers ${response.status} to ${path}`);
  }
  return response.json();
}
