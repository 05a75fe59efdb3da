import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectSidecar, type Sidecar } from '@sidecart/platform';
import { copyComponentFiles } from './component-files';
import { takePort } from './ports';
import { COMPONENT_SET } from './promises';
import { createRecordingApp, type RecordingApp } from './recording-app';
import type { SetServers } from './set-servers';
import { createSidecarProcess, type SidecarProcess } from './sidecar-process';

/** An app beside its sidecar. */
export interface Member {
  readonly name: string;
  readonly app: RecordingApp;
  readonly sidecar: SidecarProcess;
  /** What services use to talk to their sidecar. */
  readonly client: Sidecar;
  /** What the sidecar asks of callers, and shows to its app. */
  readonly tokens: { readonly apiToken: string; readonly appToken: string };
}

/** Some apps and sidecars on the servers of a stand, with the set's own component files. */
export interface Session {
  /** Makes an app and its sidecar, both running unless `started` is false. The same name twice is a second replica. */
  add(name: string, started?: boolean): Promise<Member>;
  /** Ends all of them at once. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Shortens the pauses between the attempts to deliver an event, so that all of them are over in seconds. */
  readonly quickRetries?: boolean;
  /** Further secrets, beside those of the servers. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A further component file. */
  readonly component?: string;
}

interface Place {
  readonly folder: string;
  readonly logFolder: string;
  readonly servers: SetServers;
}

/** Makes ready to add apps. Sidecars run in a folder that looks to them like `services/<name>` of a checkout. */
export function openSession(
  { folder, logFolder, servers }: Place,
  { quickRetries = false, secrets = {}, component }: SessionOptions = {},
): Session {
  const checkout = mkdtempSync(path.join(folder, 'checkout-'));
  const { mqttPort } = servers;
  const files = copyComponentFiles(COMPONENT_SET, path.join(checkout, 'components'), {
    mqttPort,
    quickRetries,
  });
  if (component !== undefined) writeFileSync(path.join(files.resources[0]!, 'further.yaml'), component);
  const secretsFile = path.join(checkout, '.sidecart', 'secrets.json');
  mkdirSync(path.dirname(secretsFile));
  writeFileSync(secretsFile, JSON.stringify({ ...servers.secrets, ...secrets }), { mode: 0o600 });
  const tokens = { apiToken: randomToken(), appToken: randomToken() };
  const members: Member[] = [];

  async function add(name: string, started = true): Promise<Member> {
    const cwd = path.join(checkout, 'services', name);
    mkdirSync(cwd, { recursive: true });
    const app = createRecordingApp(await takePort());
    const sidecar = await createSidecarProcess({
      ...{ ...files, ...tokens, appId: name, appPort: app.port, folder: cwd },
      logFile: path.join(logFolder, `${app.port}-${name}.log`),
    });
    const client = connectSidecar({ port: sidecar.port, apiToken: tokens.apiToken });
    const member = { name, app, sidecar, client, tokens };
    members.push(member);
    if (started) await Promise.all([app.start(), sidecar.start()]);
    return member;
  }

  async function close(): Promise<void> {
    await Promise.all(members.map(({ sidecar }) => sidecar.kill()));
    await Promise.all(members.flatMap(({ app, client }) => [app.die(), client.close()]));
  }

  return { add, close };
}

const randomToken = () => randomBytes(12).toString('hex');
