import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORY } from '../../paths';
import { loadSecrets, writePrivate, type Secrets } from '../../secrets';
import type { ComponentSet } from '../../servers/component-sets';
import { INFRASTRUCTURE_PORTS } from '../../servers/infrastructure-ports';
import { FAULTS_FOLDER, FAULTS_LOG_FOLDER, SERVER_PORTS } from './shop-places';
import type { SidecarFiles } from './sidecar-flags';

/** What the shop's processes are started with. */
export interface ShopFiles extends SidecarFiles {
  /** As the services get them: the way to the databases leads through the door. */
  readonly secrets: Secrets;
  /** The same, but for who goes to the databases directly. */
  readonly directSecrets: Secrets;
}

const COMPONENTS = path.join(REPOSITORY, 'components');

/**
 * Writes what the shop needs into a folder that is empty but for the servers' own: the project's components and
 * configuration, in which nothing but addresses and paths is changed, and this checkout's secrets likewise.
 *
 * @param set the folder of the component set
 */
export async function writeShopFiles(set: ComponentSet): Promise<ShopFiles> {
  await rm(FAULTS_FOLDER, { recursive: true, force: true });
  await mkdir(FAULTS_LOG_FOLDER, { recursive: true, mode: 0o700 });
  const secrets = await loadSecrets();
  const directSecrets = toOwnPorts(secrets, { ...SERVER_PORTS });
  const doorSecrets = toOwnPorts(secrets, { ...SERVER_PORTS, postgres: SERVER_PORTS.postgresDoor });
  await writePrivate(path.join(FAULTS_FOLDER, 'secrets.json'), JSON.stringify(doorSecrets));
  const resources = await Promise.all(['common', set].map(copyResources));
  const [common] = resources;
  return {
    resources,
    configuration: path.join(String(common), 'configuration.yaml'),
    secrets: doorSecrets,
    directSecrets,
  };
}

async function copyResources(name: string): Promise<string> {
  const folder = path.join(FAULTS_FOLDER, 'components', name);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(path.join(COMPONENTS, name))) {
    if (!file.endsWith('.yaml')) continue;
    const text = await readFile(path.join(COMPONENTS, name, file), 'utf8');
    await writeFile(
      path.join(folder, file),
      withOwnPorts(text, SERVER_PORTS).replaceAll('../../.sidecart', FAULTS_FOLDER),
    );
  }
  return folder;
}

type OwnPorts = Readonly<Record<string, number>>;

const toOwnPorts = (secrets: Secrets, ports: OwnPorts): Secrets =>
  JSON.parse(withOwnPorts(JSON.stringify(secrets), ports)) as Secrets;

/** Replaces the addresses of the servers of `npm start` by those of the shop under test. */
function withOwnPorts(text: string, ports: OwnPorts): string {
  return Object.entries(INFRASTRUCTURE_PORTS).reduce((changed, [server, port]) => {
    const own = ports[server];
    return own === undefined
      ? changed
      : changed.replaceAll(new RegExp(`(127\\.0\\.0\\.1|localhost):${port}\\b`, 'g'), `127.0.0.1:${own}`);
  }, text);
}
