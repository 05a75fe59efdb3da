import type { Secrets } from '../secrets';

/** Where the servers of the component sets listen on 127.0.0.1. */
export interface ComponentServerPorts {
  redis: number;
  amqp: number;
  kafka: number;
  postgres: number;
}

/** The database and the role of the cache in PostgreSQL. */
export const CACHE_DATABASE = 'sidecart_cache';

const USER = 'sidecart';

/**
 * Gives the secrets to which the files in components/redis, rabbitmq and kafka refer: named as the component, by the name
 * of the setting.
 * @param makePassword gives another one with each call, of letters, digits, `-` and `_`
 */
export function componentSecrets(ports: ComponentServerPorts, makePassword: () => string): Secrets {
  const redis = { redisHost: `127.0.0.1:${ports.redis}`, redisPassword: makePassword() };
  const cacheUser = `${CACHE_DATABASE}:${makePassword()}`;
  return {
    pubsub: {
      ...redis,
      connectionString: `amqp://${USER}:${makePassword()}@127.0.0.1:${ports.amqp}`,
      brokers: `127.0.0.1:${ports.kafka}`,
      saslUsername: USER,
      saslPassword: makePassword(),
    },
    cache: {
      ...redis,
      connectionString: `postgres://${cacheUser}@127.0.0.1:${ports.postgres}/${CACHE_DATABASE}`,
    },
  };
}
