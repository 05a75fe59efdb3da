import { chmod, chown, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SecretFile } from './secret-file';

/**
 * Writes files below a folder, each whole or not at all and readable by nobody but its owner and group.
 * @param canGiveAway whether this process may make a file another account's; otherwise all remain its own
 */
export async function writeSecretFiles(
  root: string,
  files: readonly SecretFile[],
  canGiveAway: boolean,
): Promise<void> {
  for (const { folder, name, owner, text } of files) {
    const file = path.join(root, folder, name);
    const draft = `${file}.new`;
    // Its files are closed, so the folder can be open: with it nobody learns more than their names.
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, text, { mode: 0o600 });
    await chmod(draft, owner.gid === undefined ? 0o400 : 0o440);
    if (canGiveAway) {
      await chown(draft, owner.uid, owner.gid ?? 0);
    }
    await rename(draft, file);
  }
}
