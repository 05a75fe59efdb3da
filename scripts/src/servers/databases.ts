import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Secrets } from '../secrets';
import { databasesOf } from './databases-of';

/**
 * Makes a database and a role of the same name for each service, and for the cache if it has one. A role owns its
 * database, connects to no other and has the password that the secrets hold, also when those were made anew.
 * @param superuserUrl connection URL of the cluster's superuser
 */
export async function createDatabases(superuserUrl: string, secrets: Secrets): Promise<void> {
  await ensureDatabases(superuserUrl, databasesOf(secrets));
}

/** Makes databases and their owners by name and password; those that are there are kept. */
export async function ensureDatabases(
  superuserUrl: string,
  databases: readonly { name: string; password: string }[],
): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
    for (const { name, password } of databases) {
      await createDatabase(client, name, password);
    }
  } finally {
    await client.end();
  }
}

async function createDatabase(client: Client, name: string, password: string): Promise<void> {
  const identifier = escapeIdentifier(name);
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = role.rowCount ? 'ALTER' : 'CREATE';
  await client.query(`${verb} ROLE ${identifier} LOGIN PASSWORD ${escapeLiteral(password)}`);
  const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (!database.rowCount) {
    await client.query(`CREATE DATABASE ${identifier} OWNER ${identifier}`);
    await client.query(`REVOKE ALL ON DATABASE ${identifier} FROM PUBLIC`);
  }
}
