import { DATABASE_OWNERS, secret, type Secrets } from '../secrets';
import { SERVICES, tokensOf } from './container-secrets';
import { environmentText, type SecretFile } from './secret-file';

/** The accounts of the two images that are built here. */
const PLATFORM_ACCOUNT = { uid: 1000 };
export const SIDECAR_ACCOUNT = { uid: 65_532 };

/** The components whose secrets a sidecar needs; the gateway has none. */
const COMPONENTS: Record<string, string[]> = {
  gateway: [],
  product: ['pubsub', 'cache'],
};

/** What services, sidecars, the sandbox and the programs for the databases read. */
export function serviceFiles(secrets: Secrets): SecretFile[] {
  return [
    ...SERVICES.flatMap((service) => pairFiles(secrets, service)),
    sandboxFile(secrets),
    databasesFile(secrets),
  ];
}

/** A sidecar can read its own service's secrets and no other's; the service itself has to ask it. */
function pairFiles(secrets: Secrets, service: string): SecretFile[] {
  const names = [service, ...(COMPONENTS[service] ?? ['pubsub'])];
  const known = Object.fromEntries(names.flatMap((name) => (secrets[name] ? [[name, secrets[name]]] : [])));
  return [
    { folder: service, name: 'secrets.json', owner: SIDECAR_ACCOUNT, text: JSON.stringify(known) },
    {
      folder: service,
      name: 'tokens.env',
      owner: { ...SIDECAR_ACCOUNT, gid: PLATFORM_ACCOUNT.uid },
      text: environmentText({
        DAPR_API_TOKEN: secret(secrets, tokensOf(service), 'daprApiToken'),
        APP_API_TOKEN: secret(secrets, tokensOf(service), 'appApiToken'),
      }),
    },
  ];
}

function sandboxFile(secrets: Secrets): SecretFile {
  return {
    folder: 'sandbox',
    name: 'sandbox.env',
    owner: PLATFORM_ACCOUNT,
    text: environmentText({
      DATABASE_URL: secret(secrets, 'sandbox', 'databaseUrl'),
      SANDBOX_API_KEY: secret(secrets, 'sandbox', 'apiKey'),
      SANDBOX_WEBHOOK_SECRET: secret(secrets, 'sandbox', 'webhookSecret'),
    }),
  };
}

function databasesFile(secrets: Secrets): SecretFile {
  const known: Secrets = { seed: { password: secret(secrets, 'seed', 'password') } };
  for (const owner of DATABASE_OWNERS) {
    known[owner] = { databaseUrl: secret(secrets, owner, 'databaseUrl') };
  }
  return { folder: 'databases', name: 'secrets.json', owner: PLATFORM_ACCOUNT, text: JSON.stringify(known) };
}
