import { execFile } from 'node:child_process';
import { chown, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../../plain-error';
import type { ServerAccount } from '../../servers/server-account';

const run = promisify(execFile);

/** A disk of its own for a database server's folder, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Writes until there is no room for another byte. */
  fill(): Promise<void>;
  /** Gives the room back. */
  free(): Promise<void>;
  /** Takes the disk away, and with it what is on it. Whoever uses it must have ended. */
  unmount(): Promise<void>;
}

export interface SmallDiskOptions {
  /** Absolute path; made when it does not exist. */
  readonly folder: string;
  readonly sizeMib: number;
  /** Whose the folder is to be, when it is another's. */
  readonly account?: ServerAccount | undefined;
}

/** Why there can be no small disk here; undefined when there can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'a disk of its own in memory needs Linux';
  return process.getuid?.() === 0 ? undefined : 'only root may mount a disk';
}

/**
 * Mounts a disk in memory at a folder.
 *
 * @throws {PlainError} when that is not possible here
 */
export async function mountSmallDisk({ folder, sizeMib, account }: SmallDiskOptions): Promise<SmallDisk> {
  const obstacle = whyNoSmallDisk();
  if (obstacle !== undefined) throw new PlainError(`There is no small disk: ${obstacle}.`);
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=0700`, 'sidecart-small-disk', folder]);
  } catch (error) {
    throw new PlainError(`There is no small disk: ${(error as Error).message.trim()}`);
  }
  if (account) await chown(folder, account.uid, account.gid);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => fill(ballast),
    free: () => rm(ballast, { force: true }),
    async unmount() {
      await run('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** In large pieces, and then in small ones for the rest. */
async function fill(file: string): Promise<void> {
  const ballast = await open(file, 'a');
  try {
    for (const bytes of [1024 * 1024, 4096]) await writeUntilFull(ballast, Buffer.alloc(bytes));
  } finally {
    await ballast.close();
  }
}

async function writeUntilFull(file: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
  try {
    for (;;) {
      const { bytesWritten } = await file.write(piece);
      if (bytesWritten < piece.length) return;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
