import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where this project keeps what it downloads or builds, for all checkouts of this user. */
export function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'sidecart');
}

/** The folder that holds one folder for each version of a Dapr program. */
export function daprCacheFolder(): string {
  return path.join(cacheFolder(), 'dapr');
}

/**
 * Lets `produce` make a program in a folder of its own and moves it into the cache when that worked. Nothing is
 * left behind when it did not.
 * @param produce gives the path of the program it made in the folder it is handed
 * @returns the path in the cache
 */
export async function addToCache(
  name: string,
  version: string,
  produce: (folder: string) => Promise<string>,
): Promise<string> {
  const draft = path.join(daprCacheFolder(), `.${name}-${version}-${process.pid}`);
  const target = path.join(daprCacheFolder(), version, name);
  await mkdir(draft, { recursive: true });
  try {
    const program = await produce(draft);
    await chmod(program, 0o755);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(program, target);
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
