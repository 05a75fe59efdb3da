import type { Secrets } from '../secrets';

/** Where the servers are, each as `host:port`. */
export interface ServerAddresses {
  redis: string;
  amqp: string;
  kafka: string;
  postgres: string;
}

/** The database and the role of the cache in PostgreSQL. */
export const CACHE_DATABASE = 'sidecart_cache';

const USER = 'sidecart';

/**
 * Gives the secrets to which the files in components/redis, rabbitmq and kafka refer: named as the component, by the name
 * of the setting.
 * @param makePassword gives another one with each call, of letters, digits, `-` and `_`
 */
export function componentSecrets(addresses: ServerAddresses, makePassword: () => string): Secrets {
  const redis = { redisHost: addresses.redis, redisPassword: makePassword() };
  const cacheUser = `${CACHE_DATABASE}:${makePassword()}`;
  return {
    pubsub: {
      ...redis,
      connectionString: `amqp://${USER}:${makePassword()}@${addresses.amqp}`,
      brokers: addresses.kafka,
      saslUsername: USER,
      saslPassword: makePassword(),
    },
    cache: {
      ...redis,
      connectionString: `postgres://${cacheUser}@${addresses.postgres}/${CACHE_DATABASE}`,
    },
  };
}
