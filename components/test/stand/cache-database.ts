import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { sendSignal } from '../../../scripts/src/machine/processes';
import { startPostgres } from '../../../scripts/src/servers/postgres';
import { createServer, type Server } from './server';

/** Makes a PostgreSQL server with the role and the database that a connection URL names. */
export function createCacheDatabase(
  { folder, logFile }: { folder: string; logFile: string },
  port: number,
  connectionUrl: string,
): Server {
  return createServer(folder, async () => {
    const postgres = await startPostgres({ folder, logFile, port, settings: {} });
    await ensureDatabase(postgres.url, new URL(connectionUrl));
    return {
      stop: () => postgres.stop(),
      async kill() {
        sendSignal(-postgres.pid, 'SIGKILL');
        await postgres.ended;
      },
    };
  });
}

async function ensureDatabase(superuserUrl: string, { username, password }: URL): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [username]);
    if (rowCount) return;
    const name = escapeIdentifier(username);
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(password)}`);
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await client.end();
  }
}
