import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { STATE_FOLDER } from '../../../scripts/src/paths';
import { openSession, type Session, type SessionOptions } from './session';
import { COMPONENT_SET } from './promises';
import { createSetServers, type SetServers } from './set-servers';

/** The set under test: its servers, and sessions of apps and sidecars that use them. */
export interface Stand {
  readonly servers: SetServers;
  openSession(options?: SessionOptions): Session;
  close(): Promise<void>;
}

/** Starts the servers of the set under test, on ports of their own and with nothing in them. */
export async function openStand(): Promise<Stand> {
  // Root's PostgreSQL runs as another account, which must be able to reach its data: not in a private TMPDIR.
  const folder = mkdtempSync('/tmp/sidecart-conformance-');
  const dataFolder = path.join(folder, 'data');
  mkdirSync(dataFolder);
  [folder, dataFolder].forEach((each) => chmodSync(each, 0o711));
  const logFolder = path.join(STATE_FOLDER, 'conformance', 'logs', COMPONENT_SET);
  rmSync(logFolder, { recursive: true, force: true });
  mkdirSync(logFolder, { recursive: true });
  const servers = await createSetServers(COMPONENT_SET, dataFolder);
  const all = [...new Set([servers.broker, servers.cache ?? servers.broker])];
  const close = async () => {
    await Promise.all(all.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(all.map((server) => server.start()));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    servers,
    openSession: (options) => openSession({ folder, logFolder, servers }, options),
    close,
  };
}
