import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { obtainDapr } from '../dapr/dapr';
import { findFreePorts } from '../machine/free-port';
import type { Shutdown } from '../shutdown';

/** Where the bare chain listens. */
export interface BareChain {
  readonly url: string;
}

const READY_TIMEOUT_MS = 20_000;

/**
 * Starts Koa → daprd → daprd → Koa with nothing in between: the ceiling for any request that crosses two sidecars on
 * this machine. Its answers have the size of those it is compared with.
 */
export async function startBareChain(bytes: number, shutdown: Shutdown): Promise<BareChain> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecart-bench-'));
  await shutdown.start(
    'the folder of the bare chain',
    () => Promise.resolve(folder),
    () => rm(folder, { recursive: true, force: true }),
  );
  const configuration = path.join(folder, 'configuration.yaml');
  await writeFile(configuration, renderConfiguration(folder));
  const { daprd } = await obtainDapr(shutdown.signal);
  const ports = await findFreePorts(10);
  const [near, far, ...sidecarPorts] = ports as [number, number, ...number[]];
  const app = path.join(__dirname, 'bare-app.js');
  await run(shutdown, process.execPath, [app, 'far', String(far), String(bytes)]);
  await run(shutdown, process.execPath, [app, 'near', String(near), String(sidecarPorts[0]), 'bare-far']);
  await run(shutdown, daprd, sidecarArguments('bare-far', far, configuration, sidecarPorts.slice(4)));
  await run(shutdown, daprd, sidecarArguments('bare-near', near, configuration, sidecarPorts));
  const url = `http://127.0.0.1:${near}/`;
  await waitUntilItAnswers(url);
  return { url };
}

const renderConfiguration = (folder: string) => `
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: { name: bench }
spec:
  nameResolution:
    component: sqlite
    version: v1
    configuration:
      connectionString: ${path.join(folder, 'names.db')}
      updateInterval: 30s
      timeout: 5s
      busyTimeout: 3s
      cleanupInterval: 0s
  features: [{ name: HotReload, enabled: false }]
  metrics: { http: { increasedCardinality: false } }
`;

function sidecarArguments(
  appId: string,
  appPort: number,
  configuration: string,
  [port, grpc, internal, metrics]: readonly number[],
): string[] {
  return [
    ...['--app-id', appId, '--app-port', String(appPort), '--config', configuration, '--log-level', 'error'],
    ...[
      '--dapr-http-port',
      String(port),
      '--dapr-grpc-port',
      String(grpc),
      '--metrics-port',
      String(metrics),
    ],
    ...['--dapr-internal-grpc-port', String(internal), '--dapr-listen-addresses', '127.0.0.1'],
  ];
}

async function run(shutdown: Shutdown, command: string, args: string[]): Promise<void> {
  await shutdown.start(
    path.basename(command),
    () =>
      Promise.resolve(
        spawn(command, args, { stdio: 'ignore', env: { ...process.env, DAPR_HOST_IP: '127.0.0.1' } }),
      ),
    (child) => {
      child.kill('SIGTERM');
      return Promise.resolve();
    },
  );
}

async function waitUntilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    if (Date.now() > deadline) throw new Error('The bare chain does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
