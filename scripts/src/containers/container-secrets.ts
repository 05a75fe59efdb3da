import { completeSecrets, ensureSecret, randomToken, type Secrets } from '../secrets';
import { randomBytes } from 'node:crypto';

/** The services of docker-compose.yml that stand beside a sidecar. */
export const SERVICES = ['gateway', 'auth', 'user', 'product', 'order', 'payment', 'notification'];

/** Under which names docker-compose.yml runs the servers. */
const ADDRESSES = {
  postgres: 'postgres:5432',
  redis: 'redis:6379',
  amqp: 'rabbitmq:5672',
  kafka: 'kafka:9092',
};

/** Where the tokens of a service and its sidecar are among the secrets. */
export const tokensOf = (service: string): string => `tokens-${service}`;

/** Generates what is missing among the secrets of a platform in containers: every pair of service and sidecar has tokens of its own. */
export function completeContainerSecrets(secrets: Secrets): void {
  completeSecrets(secrets, ADDRESSES);
  for (const service of SERVICES) {
    ensureSecret(secrets, tokensOf(service), 'daprApiToken', randomToken);
    ensureSecret(secrets, tokensOf(service), 'appApiToken', randomToken);
  }
  ensureSecret(secrets, 'postgres', 'superuserPassword', randomToken);
  ensureSecret(secrets, 'grafana', 'adminPassword', randomToken);
  ensureSecret(secrets, 'kafka', 'clusterId', () => randomBytes(16).toString('base64url'));
}
