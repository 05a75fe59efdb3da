import path from 'node:path';
import { cacheFolder } from './dapr/dapr-cache';

/** The version of Docker Compose with which docker-compose.yml is checked where Docker is not installed. */
export const DOCKER_COMPOSE_VERSION = '2.40.3';

/** Where Docker Compose is once it was obtained. */
export function dockerComposeFile(): string {
  return path.join(cacheFolder(), 'docker-compose', DOCKER_COMPOSE_VERSION, 'docker-compose');
}
