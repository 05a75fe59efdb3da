import type { InstancePorts } from './shop-places';
import type { RunSettings } from './run-file';

/** The flags of daprd for settings of dapr.yaml that are neither a port nor a path, as `dapr run` translates them. */
const FLAGS: Readonly<Record<string, string>> = {
  appProtocol: '--app-protocol',
  apiListenAddresses: '--dapr-listen-addresses',
  readBufferSize: '--read-buffer-size',
  maxBodySize: '--max-body-size',
  appHealthCheckPath: '--app-health-check-path',
  appHealthProbeInterval: '--app-health-probe-interval',
  appHealthProbeTimeout: '--app-health-probe-timeout',
  appHealthThreshold: '--app-health-threshold',
  appMaxConcurrency: '--app-max-concurrency',
  logLevel: '--log-level',
};

/** Where a sidecar finds its components and its configuration. */
export interface SidecarFiles {
  readonly resources: readonly string[];
  readonly configuration: string;
}

/** The command line of a service's sidecar, as `dapr run` would give it, at ports of its own. */
export function sidecarFlags(
  { name, sidecar }: RunSettings,
  ports: Omit<InstancePorts, 'app' | 'appMetrics' | 'sidecarDoor'>,
  files: SidecarFiles,
): string[] {
  const settings = Object.entries(FLAGS).flatMap(([setting, flag]) => {
    const value = sidecar[setting] as string | number | undefined;
    return value === undefined ? [] : [flag, String(value)];
  });
  return [
    ...['--app-id', name, '--app-port', String(ports.appDoor)],
    ...['--dapr-http-port', String(ports.sidecar), '--dapr-grpc-port', String(ports.sidecarGrpc)],
    ...['--dapr-internal-grpc-port', String(ports.sidecarInternal)],
    ...['--dapr-internal-grpc-listen-address', '127.0.0.1'],
    ...['--metrics-port', String(ports.sidecarMetrics), '--metrics-listen-address', '127.0.0.1'],
    ...['--config', files.configuration],
    ...files.resources.flatMap((folder) => ['--resources-path', folder]),
    ...(sidecar['enableAppHealthCheck'] === true ? ['--enable-app-health-check'] : []),
    ...settings,
  ];
}
