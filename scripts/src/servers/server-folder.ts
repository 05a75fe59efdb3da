import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { STATE_FOLDER } from '../paths';
import { SHARED_SERVER_FOLDER } from './postgres-binaries';

const LOCATION_FILE = path.join(STATE_FOLDER, 'postgres-folder');

/**
 * Gives the folder of this checkout's PostgreSQL cluster. It is in the checkout, except for root, whose server runs
 * as another account and cannot reach a private home folder; the name is kept, so that a checkout may be moved.
 */
export function findServerFolder(): string {
  if (process.getuid?.() !== 0) {
    return path.join(STATE_FOLDER, 'postgres');
  }
  if (existsSync(LOCATION_FILE)) {
    return readFileSync(LOCATION_FILE, 'utf8').trim();
  }
  const folder = path.join(SHARED_SERVER_FOLDER, `checkout-${randomBytes(4).toString('hex')}`);
  mkdirSync(SHARED_SERVER_FOLDER, { recursive: true });
  chmodSync(SHARED_SERVER_FOLDER, 0o755);
  mkdirSync(STATE_FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(LOCATION_FILE, `${folder}\n`);
  return folder;
}

/** The same, and those beside it that belong to it: the clusters of fault campaigns. */
export function findServerFolders(): string[] {
  const folder = findServerFolder();
  const [parent, name] = [path.dirname(folder), path.basename(folder)];
  const beside = existsSync(parent) ? readdirSync(parent).filter((one) => one.startsWith(`${name}-`)) : [];
  return [folder, ...beside.map((one) => path.join(parent, one))];
}
