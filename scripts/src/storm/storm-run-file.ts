import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { RUN_FILE, STORM_RUN_FILE } from '../paths';

interface RunFile {
  common: { configFilePath: string; resourcesPaths: string[] } & Record<string, unknown>;
  apps: { appID: string; appDirPath: string; appPort: number; env?: Record<string, string> }[];
}

/** Where a service listens while a storm stands at its own port. Below 32768, as in dapr.yaml. */
export const stormedPort = (port: number): number => port + 1_000;

/**
 * Writes a copy of `dapr.yaml` in which the services that consume events listen elsewhere, so that a storm can take
 * their ports. The sidecars notice nothing.
 *
 * @param consumers their app ids
 * @returns the path of the copy
 */
export async function writeStormRunFile(consumers: ReadonlySet<string>): Promise<string> {
  const run = parse(await readFile(RUN_FILE, 'utf8')) as RunFile;
  const absolute = (file: string) => path.resolve(path.dirname(RUN_FILE), file);
  const common = {
    ...run.common,
    configFilePath: absolute(run.common.configFilePath),
    resourcesPaths: run.common.resourcesPaths.map(absolute),
  };
  const apps = run.apps.map((app) => ({
    ...app,
    appDirPath: absolute(app.appDirPath),
    ...(consumers.has(app.appID) ? { env: { ...app.env, PORT: String(stormedPort(app.appPort)) } } : {}),
  }));
  await writeFile(STORM_RUN_FILE, stringify({ ...run, common, apps }), { mode: 0o600 });
  return STORM_RUN_FILE;
}
