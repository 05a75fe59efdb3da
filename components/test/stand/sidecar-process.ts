import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { eventually } from '@sidecart/testing';
import { findDaprTool } from '../../../scripts/src/dapr/dapr-search';
import { DAPRD } from '../../../scripts/src/dapr/dapr-tools';
import { readRunSettings } from '../../../scripts/src/faults/shop/run-file';
import { sidecarFlags } from '../../../scripts/src/faults/shop/sidecar-flags';
import { takePort } from './ports';

export interface SidecarOptions {
  readonly appId: string;
  readonly appPort: number;
  /** Where it is started; paths in the component files are relative to it. */
  readonly folder: string;
  readonly configuration: string;
  readonly resources: readonly string[];
  readonly apiToken: string;
  readonly appToken: string;
  readonly logFile: string;
}

/** A `daprd` that can be ended and started again with the same ports. */
export interface SidecarProcess {
  readonly port: number;
  readonly pid: number;
  /** Waits until its API answers; it subscribes a little later, when its app is healthy. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

/** Makes a sidecar of an app, with the flags that it gets from `dapr.yaml`. */
export async function createSidecarProcess(options: SidecarOptions): Promise<SidecarProcess> {
  const port = await takePort();
  const { found } = await findDaprTool(DAPRD);
  if (!found) throw new Error('There is no daprd on this machine: npm run obtain-dapr');
  const flags = await flagsOf(options, port);
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    const timer = setTimeout(() => ending.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  return {
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    async start() {
      const log = await open(options.logFile, 'a');
      child = spawn(found.file, flags, {
        cwd: options.folder,
        env: {
          ...process.env,
          DAPR_HOST_IP: '127.0.0.1',
          DAPR_API_TOKEN: options.apiToken,
          APP_API_TOKEN: options.appToken,
        },
        stdio: ['ignore', log.fd, log.fd],
      });
      await log.close();
      const started = child;
      await eventually(async () => {
        if (started.exitCode !== null) throw new Error(`daprd of ${options.appId} ended: ${options.logFile}`);
        const { status } = await fetch(`http://127.0.0.1:${port}/v1.0/healthz/outbound`);
        if (status !== 204) throw new Error(`daprd of ${options.appId} is not ready: ${options.logFile}`);
      }, START_TIMEOUT_MS);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function flagsOf(options: SidecarOptions, port: number): Promise<string[]> {
  const settings = (await readRunSettings()).find(({ name }) => name === options.appId);
  if (!settings) throw new Error(`dapr.yaml names no ${options.appId}`);
  return sidecarFlags(
    settings,
    {
      appDoor: options.appPort,
      sidecar: port,
      sidecarGrpc: await takePort(),
      sidecarInternal: await takePort(),
      sidecarMetrics: await takePort(),
    },
    options,
  );
}
