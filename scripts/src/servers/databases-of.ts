import { DATABASE_OWNERS, databaseName, secret, type Secrets } from '../secrets';
import { CACHE_DATABASE } from './component-secrets';

/** Lists the databases that the secrets hold passwords for: one for each service, and one for the cache if it has one. */
export function databasesOf(secrets: Secrets): { name: string; password: string }[] {
  const own = DATABASE_OWNERS.map((service) => ({
    name: databaseName(service),
    password: passwordIn(secret(secrets, service, 'databaseUrl')),
  }));
  const cacheUrl = secrets['cache']?.['connectionString'];
  return cacheUrl === undefined ? own : [...own, { name: CACHE_DATABASE, password: passwordIn(cacheUrl) }];
}

function passwordIn(url: string): string {
  return decodeURIComponent(new URL(url).password);
}
