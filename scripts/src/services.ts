import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { PlainError } from './plain-error';
import { REPOSITORY, RUN_FILE } from './paths';

/** A service and the ports of it and its sidecar, as `dapr.yaml` says. */
export interface Service {
  name: string;
  /** Absolute path. */
  folder: string;
  port: number;
  sidecarPort: number;
  sidecarGrpcPort: number;
  sidecarInternalPort: number;
  sidecarMetricsPort: number;
}

interface RunFile {
  apps: {
    appID: string;
    appDirPath: string;
    appPort: number;
    daprHTTPPort: number;
    daprGRPCPort: number;
    daprInternalGRPCPort: number;
    metricsPort: number;
  }[];
}

/** Reads the services from a Dapr run file, by default the project's, in the order in which they are started. */
export async function readServices(runFile: string = RUN_FILE): Promise<Service[]> {
  const { apps } = parse(await readFile(runFile, 'utf8')) as RunFile;
  if (apps.length === 0) {
    throw new PlainError(`${path.relative(REPOSITORY, runFile)} names no app.`);
  }
  return apps.map((app) => ({
    name: app.appID,
    folder: path.resolve(path.dirname(runFile), app.appDirPath),
    port: app.appPort,
    sidecarPort: app.daprHTTPPort,
    sidecarGrpcPort: app.daprGRPCPort,
    sidecarInternalPort: app.daprInternalGRPCPort,
    sidecarMetricsPort: app.metricsPort,
  }));
}
