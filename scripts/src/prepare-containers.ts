import { existsSync } from 'node:fs';
import { chown, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { completeContainerSecrets } from './containers/container-secrets';
import { serverFiles } from './containers/server-files';
import { serviceFiles, SIDECAR_ACCOUNT } from './containers/service-files';
import { writeSecretFiles } from './containers/write-secret-files';
import { writePrivate, type Secrets } from './secrets';

/**
 * `prepare-containers <folder> <definitions>`: makes the secrets of a platform in containers, once, and writes for each
 * container what it may know into a folder of its own below `<folder>`. All of them are in `all/secrets.json`; what is there is
 * kept. Started as root, it gives each file to the account that reads it.
 */
async function main([root, definitionsFile]: string[]): Promise<void> {
  if (root === undefined || definitionsFile === undefined) {
    throw new Error('Usage: prepare-containers <folder> <definitions.json>');
  }
  const file = path.join(root, 'all', 'secrets.json');
  const secrets = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Secrets) : {};
  completeContainerSecrets(secrets);
  await writePrivate(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
  const isRoot = process.getuid?.() === 0;
  const files = [...serviceFiles(secrets), ...(await serverFiles(secrets, definitionsFile))];
  await writeSecretFiles(root, files, isRoot);
  // Where the pictures of products are mounted: into a folder that the sidecar cannot write to.
  await mkdir(path.join(root, 'product', 'images'), { recursive: true });
  await mkdir(path.join(root, 'images'), { recursive: true });
  if (isRoot) {
    await chown(path.join(root, 'images'), SIDECAR_ACCOUNT.uid, SIDECAR_ACCOUNT.uid);
  }
  console.log(
    `${files.length} files for ${new Set(files.map(({ folder }) => folder)).size} readers are ready.`,
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
