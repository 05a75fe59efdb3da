import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../plain-error';
import type { ServerAccount } from './server-account';

/** Where a cluster's files are made and by whom. */
export interface ClusterPlace {
  folder: string;
  /** Folder that holds `bin/initdb`. */
  binaries: string;
  /** The account that is to own the files, when it is not the one that runs this. */
  account: ServerAccount | undefined;
}

/**
 * Makes a database cluster in `<folder>/data` unless there is one. Superuser `postgres`; passwords are hashed with
 * SCRAM and asked for on every connection.
 * @param durable false skips flushing the new files to the disk, for clusters that are thrown away
 * @returns the superuser's password, kept in `<folder>/superuser-password`
 */
export async function createCluster(place: ClusterPlace, durable: boolean): Promise<string> {
  const passwordFile = path.join(place.folder, 'superuser-password');
  const data = path.join(place.folder, 'data');
  if (existsSync(data)) {
    return (await readFile(passwordFile, 'utf8')).trim();
  }
  await mkdir(place.folder, { recursive: true });
  await chmod(place.folder, 0o700);
  const password = randomBytes(18).toString('base64url');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) {
    await chown(place.folder, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  // An interrupted initdb leaves a folder that neither it nor the server accepts: make it aside, then rename.
  const draft = path.join(place.folder, 'data.new');
  await rm(draft, { recursive: true, force: true });
  await runInitdb(place, draft, passwordFile, durable);
  await rename(draft, data);
  return password;
}

async function runInitdb(
  place: ClusterPlace,
  draft: string,
  passwordFile: string,
  durable: boolean,
): Promise<void> {
  const flags = [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // ICU sorts and folds case alike on every machine; the C library's locale only classifies letters for text search.
    '--locale-provider=icu',
    '--icu-locale=en-US',
    `--locale=${findUtf8Locale()}`,
    '--lc-messages=C',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(path.join(place.binaries, 'bin', 'initdb'), flags, {
      cwd: place.folder,
      ...place.account,
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new PlainError(
      `PostgreSQL could not create its data in ${place.folder}: ${stderr?.trim() || message}`,
    );
  }
}

function findUtf8Locale(): string {
  try {
    const locales = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return locales.split('\n').find((name) => /^(C|en_US)\.utf-?8$/i.test(name)) ?? 'C';
  } catch {
    return 'C';
  }
}
