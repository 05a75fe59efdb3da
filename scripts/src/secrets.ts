import { createECDH, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { componentSecrets, type ServerAddresses } from './servers/component-secrets';
import { INFRASTRUCTURE_PORTS } from './servers/infrastructure-ports';
import { PlainError } from './plain-error';
import { SECRETS_FILE } from './paths';

/**
 * Secrets by service and name, as the Dapr component `secrets` hands them out; `pubsub` and `cache` are those of the
 * components themselves, `sandbox`, `seed` and `sidecar` the scripts' own.
 */
export type Secrets = Record<string, Record<string, string>>;

/** What has a database of its own: the services but the gateway, and the sandbox payment provider. */
export const DATABASE_OWNERS = ['auth', 'user', 'product', 'order', 'payment', 'notification', 'sandbox'];

const LOCAL_ADDRESSES: ServerAddresses = {
  postgres: `127.0.0.1:${INFRASTRUCTURE_PORTS.postgres}`,
  redis: `127.0.0.1:${INFRASTRUCTURE_PORTS.redis}`,
  amqp: `127.0.0.1:${INFRASTRUCTURE_PORTS.amqp}`,
  kafka: `127.0.0.1:${INFRASTRUCTURE_PORTS.kafka}`,
};

/** The database and the role of a service. */
export function databaseName(service: string): string {
  return `sidecart_${service}`;
}

/** Reads this machine's secrets; what is missing is generated, what is there is kept. */
export async function loadSecrets(): Promise<Secrets> {
  const secrets = existsSync(SECRETS_FILE) ? await readSecrets() : {};
  const before = JSON.stringify(secrets);
  completeSecrets(secrets, LOCAL_ADDRESSES);
  if (JSON.stringify(secrets) !== before) {
    await writePrivate(SECRETS_FILE, `${JSON.stringify(secrets, undefined, 2)}\n`);
  }
  return secrets;
}

/**
 * Generates what is missing among the secrets of a platform.
 * @param addresses where its servers are, for the connection strings
 */
export function completeSecrets(secrets: Secrets, addresses: ServerAddresses): void {
  const ensure = (owner: string, name: string, generate: () => string): void =>
    ensureSecret(secrets, owner, name, generate);
  for (const service of DATABASE_OWNERS) {
    ensure(service, 'databaseUrl', () => {
      const name = databaseName(service);
      return `postgres://${name}:${randomToken()}@${addresses.postgres}/${name}`;
    });
  }
  ensure('auth', 'signingKey', generateSigningKey);
  ensure('notification', 'linkKey', randomToken);
  ensureVapidKey(secrets);
  // Both sides of the sandbox have the same: it from its environment, the payment service from its secret.
  ensure('sandbox', 'apiKey', randomToken);
  ensure('sandbox', 'webhookSecret', randomToken);
  ensure('payment', 'sandboxApiKey', () => secret(secrets, 'sandbox', 'apiKey'));
  ensure('payment', 'sandboxWebhookSecret', () => secret(secrets, 'sandbox', 'webhookSecret'));
  // All at once: two of them hold the same password.
  if (!secrets['pubsub'] || !secrets['cache']) {
    Object.assign(secrets, componentSecrets(addresses, randomToken));
  }
  ensure('seed', 'password', () => randomBytes(9).toString('base64url'));
  ensure('sidecar', 'daprApiToken', randomToken);
  ensure('sidecar', 'appApiToken', randomToken);
}

/** Generates a secret unless it is there. */
export function ensureSecret(secrets: Secrets, owner: string, name: string, generate: () => string): void {
  const own = (secrets[owner] ??= {});
  own[name] ??= generate();
}

/** Gives one secret. */
export function secret(secrets: Secrets, owner: string, name: string): string {
  const value = secrets[owner]?.[name];
  if (value === undefined) {
    throw new PlainError(`${SECRETS_FILE} holds no ${owner}.${name}; delete the file to have it made anew.`);
  }
  return value;
}

/** Writes a file that only this user can read, whole or not at all. */
export async function writePrivate(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
}

async function readSecrets(): Promise<Secrets> {
  try {
    return JSON.parse(await readFile(SECRETS_FILE, 'utf8')) as Secrets;
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'EACCES' ? 'belongs to another user' : 'is damaged';
    throw new PlainError(
      `${SECRETS_FILE} ${reason}: run as the user who made it, or forget everything with npm run reset.`,
    );
  }
}

/** Makes a password of letters, digits, `-` and `_`. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Both halves belong together: browsers subscribe with the public one to what is signed with the private one. */
function ensureVapidKey(secrets: Secrets): void {
  const own = (secrets['notification'] ??= {});
  if (own['vapidPrivateKey'] !== undefined && own['vapidPublicKey'] !== undefined) {
    return;
  }
  const key = createECDH('prime256v1');
  const publicKey = key.generateKeys();
  // A number that begins with zeros is given without them.
  const privateKey = Buffer.alloc(32);
  key.getPrivateKey().copy(privateKey, 32 - key.getPrivateKey().length);
  own['vapidPublicKey'] = publicKey.toString('base64url');
  own['vapidPrivateKey'] = privateKey.toString('base64url');
}

function generateSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
