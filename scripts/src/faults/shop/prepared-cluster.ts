import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const preparedOf = (folder: string) => `${folder}-prepared`;

/** Keeps a copy of a cluster whose server has ended, as it is after migrating and seeding. */
export async function keepPrepared(folder: string): Promise<void> {
  const prepared = preparedOf(folder);
  const draft = `${prepared}.${process.pid}`;
  await copyFolder(folder, draft);
  await rm(prepared, { recursive: true, force: true });
  await rename(draft, prepared);
}

/** Fills the folder of a cluster with the copy, if there is one. What has changed since is brought up to date as usual. */
export async function restorePrepared(folder: string): Promise<void> {
  if (existsSync(preparedOf(folder))) await copyFolder(preparedOf(folder), folder);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  // With owners and modes, which the server insists on.
  await run('cp', ['-a', `${from}/.`, to]);
}
