import type { ComponentSet } from '../servers/component-sets';
import type { DeadLetter, DeadLetterPlaces } from './dead-letter';
import { readEmbedded } from './read-embedded';
import { readKafka } from './read-kafka';
import { readRabbitmq } from './read-rabbitmq';
import { readRedis } from './read-redis';

const READERS: Record<ComponentSet, (places: DeadLetterPlaces) => Promise<DeadLetter[]>> = {
  embedded: readEmbedded,
  redis: readRedis,
  rabbitmq: readRabbitmq,
  kafka: readKafka,
};

/**
 * Reads the events that consumers gave up on, of all topics, and leaves them where they are.
 * @throws when the broker does not answer
 */
export async function readDeadLetters(set: ComponentSet, places: DeadLetterPlaces): Promise<DeadLetter[]> {
  return READERS[set](places);
}
