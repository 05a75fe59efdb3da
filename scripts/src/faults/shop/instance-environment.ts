import { sidecarEnvironment } from '../../environment-file';
import type { RunSettings } from './run-file';
import type { ShopFiles } from './shop-files';
import { SERVER_PORTS, type InstancePorts } from './shop-places';

/** What an instance is started from. */
export interface InstancePlan {
  readonly settings: RunSettings;
  readonly replica: number;
  readonly ports: InstancePorts;
  readonly files: ShopFiles;
  /** The program. */
  readonly daprd: string;
  /** Adds to the environment of the app what disturbs it from within. */
  readonly disturb: (environment: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
}

/** The environment of the app and of the sidecar: that of dapr.yaml, at the shop's own addresses. */
export function environmentOf({ settings, ports, files, disturb }: InstancePlan) {
  const sidecar = sidecarEnvironment(files.secrets);
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    // A load balancer has to notice that it is leaving.
    gateway: { METRICS_PORT: String(ports.appMetrics), DRAIN_MS: '1000' },
    notification: { SMTP_URL: `smtp://127.0.0.1:${SERVER_PORTS.smtp}` },
    payment: { SANDBOX_URL: `http://127.0.0.1:${SERVER_PORTS.sandboxDoor}` },
  };
  const app = disturb({
    ...process.env,
    ...sidecar,
    ...settings.env,
    PORT: String(ports.app),
    DAPR_HTTP_PORT: String(ports.sidecarDoor),
    DAPR_GRPC_PORT: String(ports.sidecarGrpc),
    ...own[settings.name],
  });
  return { sidecar: { ...process.env, ...sidecar }, app };
}
