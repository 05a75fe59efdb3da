import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../dapr/dapr-cache';

/** The version of Kafka that the local server is. */
export const KAFKA_VERSION = '3.9.1';

/** The build of it: the Scala version is a part of the name. */
export const KAFKA_BUILD = `kafka_2.13-${KAFKA_VERSION}`;

/** Where Kafka's jars are once they were obtained. */
export function kafkaFolder(): string {
  return path.join(cacheFolder(), `kafka-${KAFKA_VERSION}`);
}

/** Finds Kafka's jars. */
export function findKafka(): string | undefined {
  return existsSync(kafkaFolder()) ? kafkaFolder() : undefined;
}
