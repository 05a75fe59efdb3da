import { environmentOf, type InstancePlan } from './instance-environment';
import { sidecarFlags } from './sidecar-flags';
import { supervise, type Supervised } from './supervised';

/** Whether a service and its sidecar can be used. */
export interface InstanceReadiness {
  /** The status of the app's readiness; undefined when it gives no answer. */
  readonly app: number | undefined;
  readonly sidecar: boolean;
}

/** One running instance of a service beside its sidecar. */
export interface Instance {
  readonly service: string;
  readonly replica: number;
  readonly url: string;
  readonly app: Supervised;
  readonly sidecar: Supervised;
  probe(): Promise<InstanceReadiness>;
}

const PROBE_TIMEOUT_MS = 2_000;

/** Starts a service and its sidecar, neither of which waits for the other. */
export function startInstance(plan: InstancePlan): Instance {
  const { settings, ports, replica, daprd, files } = plan;
  const name = replica === 0 ? settings.name : `${settings.name}-${replica + 1}`;
  const environment = environmentOf(plan);
  const url = `http://127.0.0.1:${ports.app}`;
  return {
    service: settings.name,
    replica,
    url,
    sidecar: supervise({
      name: `${name}-sidecar`,
      command: daprd,
      args: sidecarFlags(settings, ports, files),
      cwd: settings.folder,
      env: environment.sidecar,
    }),
    app: supervise({
      name,
      command: process.execPath,
      args: ['dist/main.js'],
      cwd: settings.folder,
      env: environment.app,
    }),
    async probe() {
      const [app, sidecar] = await Promise.all([
        statusOf(`${url}/health/ready`),
        statusOf(`http://127.0.0.1:${ports.sidecar}/v1.0/healthz/outbound`),
      ]);
      return { app, sidecar: sidecar === 204 };
    },
  };
}

export const isReady = ({ app, sidecar }: InstanceReadiness): boolean => app === 200 && sidecar;

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}
