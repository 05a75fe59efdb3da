import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sendSignal } from '../../machine/processes';
import { startPostgres } from '../../servers/postgres';
import { findServerFolder } from '../../servers/server-folder';
import { createShopServer, type ShopServer } from './shop-server';
import { FAULTS_LOG_FOLDER, SERVER_PORTS } from './shop-places';

export interface PostgresServer extends ShopServer {
  readonly folder: string;
  /** The superuser's connection URL; known once the server has been started. */
  readonly url: string;
}

/** Room for two replicas of seven services, with everything as durable as in production. */
const SETTINGS = { max_connections: '300', shared_buffers: '256MB', timezone: 'UTC', log_timezone: 'UTC' };

/** The shop's own PostgreSQL, on a cluster that is made anew. */
export function createPostgresServer(): PostgresServer {
  const folder = `${findServerFolder()}-faults`;
  let url = '';
  const wipe = () => rm(folder, { recursive: true, force: true });
  const server = createShopServer(
    'PostgreSQL',
    async () => {
      const running = await startPostgres({
        folder,
        port: SERVER_PORTS.postgres,
        logFile: path.join(FAULTS_LOG_FOLDER, 'postgres.log'),
        settings: SETTINGS,
      });
      url = running.url;
      return {
        ...running,
        async kill() {
          // The server is the first of a group of its own, in which each connection has a process.
          sendSignal(-running.pid, 'SIGKILL');
          await running.ended;
        },
      };
    },
    wipe,
  );
  return {
    ...server,
    folder,
    get url() {
      return url;
    },
  };
}
