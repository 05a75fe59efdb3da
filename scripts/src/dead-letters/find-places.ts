import { DEAD_LETTER_FILE } from '../paths';
import type { Secrets } from '../secrets';
import { INFRASTRUCTURE_PORTS } from '../servers/infrastructure-ports';
import type { DeadLetterPlaces } from './dead-letter';

/** Where this machine's servers keep dead letters. */
export function findPlaces(secrets: Secrets): DeadLetterPlaces {
  return {
    file: DEAD_LETTER_FILE,
    pubsub: secrets['pubsub'] ?? {},
    rabbitmqManagementUrl: `http://127.0.0.1:${INFRASTRUCTURE_PORTS.rabbitmqManagement}`,
  };
}
