import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { COMPONENTS_FOLDER, OWN_RUN_FILE, RUN_FILE } from '../paths';
import type { ComponentSet } from '../servers/component-sets';

interface RunFile {
  common: { configFilePath: string; resourcesPaths: string[] } & Record<string, unknown>;
  apps: { appID: string; appDirPath: string; appPort: number; env?: Record<string, string> }[];
}

/** In what a run differs from `dapr.yaml`. */
export interface RunFileOptions {
  set: ComponentSet;
  /** App ids of the services that listen elsewhere, because a storm stands at their port. */
  stormed: ReadonlySet<string>;
}

/** Where a service listens while a storm stands at its own port. Below 32768, as in dapr.yaml. */
export const stormedPort = (port: number): number => port + 1_000;

/** What of dapr.yaml is different for a set: which broker's client survives what, dapr.yaml says. */
export const settingsOf = (set: ComponentSet): { appHealthThreshold?: number } =>
  set === 'embedded' ? {} : { appHealthThreshold: 3 };

/**
 * Gives the run file for a component set and a storm: `dapr.yaml` itself, when it is as it should be, else a copy with
 * absolute paths. The sidecars notice nothing of a storm.
 * @returns its path
 */
export async function writeRunFile({ set, stormed }: RunFileOptions): Promise<string> {
  if (set === 'embedded' && stormed.size === 0) {
    return RUN_FILE;
  }
  const run = parse(await readFile(RUN_FILE, 'utf8')) as RunFile;
  const absolute = (file: string) => path.resolve(path.dirname(RUN_FILE), file);
  const embedded = path.join(COMPONENTS_FOLDER, 'embedded');
  const common = {
    ...run.common,
    ...settingsOf(set),
    configFilePath: absolute(run.common.configFilePath),
    resourcesPaths: run.common.resourcesPaths
      .map(absolute)
      .map((folder) => (folder === embedded ? path.join(COMPONENTS_FOLDER, set) : folder)),
  };
  const apps = run.apps.map((app) => ({
    ...app,
    appDirPath: absolute(app.appDirPath),
    ...(stormed.has(app.appID) ? { env: { ...app.env, PORT: String(stormedPort(app.appPort)) } } : {}),
  }));
  await mkdir(path.dirname(OWN_RUN_FILE), { recursive: true, mode: 0o700 });
  await writeFile(OWN_RUN_FILE, stringify({ ...run, common, apps }), { mode: 0o600 });
  return OWN_RUN_FILE;
}
