import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Where package managers put servers without adding the folder to an ordinary user's PATH. */
const FURTHER_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/opt/homebrew/sbin'];

/**
 * Finds a program by its name on PATH and where servers usually are.
 * @param folders looked through first
 */
export function findProgram(name: string, folders: readonly string[] = []): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return [...folders, ...onPath, ...FURTHER_FOLDERS]
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

/** Whether there is a file that this user may run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
