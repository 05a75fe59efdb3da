import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createClock } from '../devices/clock';
import { openDoors } from './doors';
import { isReady, startInstance } from './instance';
import type { ShopFiles } from './shop-files';
import { FAULTS_FOLDER, portsOf } from './shop-places';
import type { RunSettings } from './run-file';
import type { ShopInstance } from './shop';
import { endForGood } from './supervised';

/** What every instance of the shop has in common. */
export interface Workshop {
  readonly files: ShopFiles;
  readonly daprd: string;
  /** Adds a planted bug to a service's environment. */
  readonly plant: (service: string, environment: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
}

/** Starts an instance with a clock of its own and with doors between app and sidecar. */
export async function startShopInstance(
  workshop: Workshop,
  settings: RunSettings,
  index: number,
  replica: number,
): Promise<ShopInstance> {
  const ports = portsOf(index, replica);
  const clocks = path.join(FAULTS_FOLDER, 'clocks');
  mkdirSync(clocks, { recursive: true });
  const clock = createClock(path.join(clocks, `${settings.name}-${replica}`));
  const instance = startInstance({
    settings,
    replica,
    ports,
    files: workshop.files,
    daprd: workshop.daprd,
    disturb: (environment) => workshop.plant(settings.name, clock.environment(environment)),
  });
  const doors = await openDoors(settings.name, ports, async () => {
    instance.app.signal('SIGKILL');
    await instance.app.ended();
  });
  return { ...instance, ports, clock, doors };
}

/** Ends an instance for good, the app first: it says goodbye through its sidecar. */
export async function endInstance({ app, sidecar, doors }: ShopInstance): Promise<void> {
  await endForGood([app]);
  await endForGood([sidecar]);
  await doors.close();
}

/** The names of those whose app or sidecar is not ready. */
export async function findUnready(instances: readonly ShopInstance[]): Promise<string[]> {
  const states = await Promise.all(
    instances.map(async (instance) => ({ instance, readiness: await instance.probe() })),
  );
  return states
    .filter(({ readiness }) => !isReady(readiness))
    .map(({ instance, readiness }) => (readiness.app === 200 ? instance.sidecar.name : instance.app.name));
}
