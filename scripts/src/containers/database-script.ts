import type { Secrets } from '../secrets';
import { databasesOf } from '../servers/databases-of';

/**
 * Writes what makes the roles and databases of all services, for psql: PostgreSQL's image runs it on an empty volume, and it
 * can be run again, for example after an upgrade that brought another service. Passwords consist of letters, digits, `-` and `_`.
 */
export function databaseScript(secrets: Secrets): string {
  const statements = databasesOf(secrets).map(({ name, password }) =>
    [
      `SELECT 'CREATE ROLE ${name} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') \\gexec`,
      `ALTER ROLE ${name} PASSWORD '${password}';`,
      `SELECT 'CREATE DATABASE ${name} OWNER ${name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${name}') \\gexec`,
      `REVOKE ALL ON DATABASE ${name} FROM PUBLIC;`,
    ].join('\n'),
  );
  // The log must not show the passwords of statements.
  return [
    "SET log_statement = 'none';",
    'REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;',
    ...statements,
    '',
  ].join('\n');
}
