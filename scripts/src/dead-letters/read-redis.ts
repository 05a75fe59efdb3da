import { Redis } from 'ioredis';
import {
  describeDeadLetter,
  DEAD_LETTER_PREFIX,
  type DeadLetter,
  type DeadLetterPlaces,
} from './dead-letter';

const CONNECT_TIMEOUT_MS = 3_000;

/** Reads the dead-letter streams; a stream is not changed by reading it. */
export async function readRedis({ pubsub }: DeadLetterPlaces): Promise<DeadLetter[]> {
  const redis = new Redis(`redis://${pubsub['redisHost']}`, {
    password: pubsub['redisPassword'] ?? '',
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const topics = (await redis.keys(`${DEAD_LETTER_PREFIX}*`)).sort();
    const streams = await Promise.all(topics.map(async (topic) => readStream(redis, topic)));
    return streams.flat();
  } finally {
    redis.disconnect();
  }
}

async function readStream(redis: Redis, topic: string): Promise<DeadLetter[]> {
  const entries = await redis.xrange(topic, '-', '+');
  return entries.map(([, fields]) => {
    const data = fields[fields.indexOf('data') + 1] ?? '';
    return describeDeadLetter(topic, data);
  });
}
