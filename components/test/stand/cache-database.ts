import { sendSignal } from '../../../scripts/src/machine/processes';
import { ensureDatabases } from '../../../scripts/src/servers/databases';
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
    const { username: name, password } = new URL(connectionUrl);
    await ensureDatabases(postgres.url, [{ name, password }]);
    return {
      stop: () => postgres.stop(),
      async kill() {
        sendSignal(-postgres.pid, 'SIGKILL');
        await postgres.ended;
      },
    };
  });
}
