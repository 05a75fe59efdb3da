import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { settingsOf } from '../../dapr/run-file';
import { RUN_FILE } from '../../paths';
import type { ComponentSet } from '../../servers/component-sets';

/** What dapr.yaml says of one service: the settings of all and its own, the latter first. */
export interface RunSettings {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** Settings of the sidecar by their name in dapr.yaml. */
  readonly sidecar: Readonly<Record<string, unknown>>;
  /** Environment of the service. */
  readonly env: Readonly<Record<string, string>>;
}

interface RunFile {
  readonly common: Record<string, unknown> & { env?: Record<string, string> };
  readonly apps: (Record<string, unknown> & {
    appID: string;
    appDirPath: string;
    env?: Record<string, string>;
  })[];
}

/**
 * Reads dapr.yaml, so that the shop under test runs with the settings that a user's has.
 *
 * @param set the component set, which changes some of them
 */
export async function readRunSettings(set: ComponentSet = 'embedded'): Promise<RunSettings[]> {
  const { common, apps } = parse(await readFile(RUN_FILE, 'utf8')) as RunFile;
  return apps.map((app) => ({
    name: app.appID,
    folder: path.resolve(path.dirname(RUN_FILE), app.appDirPath),
    sidecar: { ...common, ...app, ...settingsOf(set) },
    env: { ...common.env, ...app.env },
  }));
}
