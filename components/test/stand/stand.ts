import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectSidecar, type Sidecar } from '@sidecart/platform';
import { STATE_FOLDER } from '../../../scripts/src/paths';
import { copyComponentFiles, type ComponentFiles } from './component-files';
import { takePort } from './ports';
import { COMPONENT_SET } from './promises';
import { createRecordingApp, type RecordingApp } from './recording-app';
import { createSetServers, type SetServers } from './set-servers';
import { createSidecarProcess, type SidecarProcess } from './sidecar-process';

/** An app beside its sidecar. */
export interface Member {
  readonly name: string;
  readonly app: RecordingApp;
  readonly sidecar: SidecarProcess;
  /** What services use to talk to their sidecar. */
  readonly client: Sidecar;
}

export interface Stand {
  readonly servers: SetServers;
  readonly files: ComponentFiles;
  /** Where the embedded set and the servers keep their data. */
  readonly dataFolder: string;
  /** What the component `secrets` reads; to be changed before the first member is added. */
  readonly secrets: Record<string, Readonly<Record<string, string>>>;
  /** Makes an app and its sidecar, both running unless `started` is false. The same name twice is a second replica. */
  add(name: string, started?: boolean): Promise<Member>;
  close(): Promise<void>;
}

export interface StandOptions {
  /** Shortens the pauses between attempts, so that all of them are over in seconds. */
  readonly quickRetries?: boolean;
}

/**
 * Starts the servers of the set under test on ports of their own, and makes ready to add apps and sidecars with the
 * set's own component files. Sidecars run in a folder that looks to them like `services/<name>` of a checkout.
 */
export async function openStand({ quickRetries = false }: StandOptions = {}): Promise<Stand> {
  // Root's PostgreSQL runs as another account, which must be able to reach its data: not in a private TMPDIR.
  const folder = mkdtempSync('/tmp/sidecart-conformance-');
  chmodSync(folder, 0o711);
  const dataFolder = path.join(folder, 'data');
  const logFolder = path.join(STATE_FOLDER, 'conformance', 'logs', COMPONENT_SET);
  [dataFolder, path.join(folder, '.sidecart'), logFolder].forEach((each) =>
    mkdirSync(each, { recursive: true }),
  );
  const servers = await createSetServers(COMPONENT_SET, dataFolder);
  const files = copyComponentFiles(COMPONENT_SET, path.join(folder, 'components'), {
    brokerPort: servers.brokerPort,
    quickRetries,
  });
  const tokens = { apiToken: randomToken(), appToken: randomToken() };
  const secrets = {
    ...servers.secrets,
    order: { databaseUrl: `postgres://order:${randomToken()}@nowhere/order` },
  };
  const members: Member[] = [];
  const all = new Set([servers.broker, ...(servers.cache ? [servers.cache] : [])]);
  await Promise.all([...all].map((server) => server.start()));

  async function add(name: string, started = true): Promise<Member> {
    const cwd = path.join(folder, 'services', name);
    mkdirSync(cwd, { recursive: true });
    writeFileSync(path.join(folder, '.sidecart', 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
    const app = createRecordingApp(await takePort());
    const sidecar = await createSidecarProcess({
      ...{ ...files, ...tokens, appId: name, appPort: app.port, folder: cwd },
      logFile: path.join(logFolder, `${name}-${app.port}.log`),
    });
    const client = connectSidecar({ port: sidecar.port, apiToken: tokens.apiToken });
    const member = { name, app, sidecar, client };
    members.push(member);
    if (started) await Promise.all([app.start(), sidecar.start()]);
    return member;
  }

  async function close(): Promise<void> {
    await Promise.all(members.map(({ sidecar }) => sidecar.kill()));
    await Promise.all(members.flatMap(({ app, client }) => [app.die(), client.close()]));
    await Promise.all([...all].map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  }

  return { servers, files, dataFolder, secrets, add, close };
}

const randomToken = () => randomBytes(12).toString('hex');
