import { USUAL_STORM } from '../../storm/start-storm';
import { startStormProxy, type StormProxy } from '../../storm/storm-proxy';
import { startCrashPoints, type CrashPoints } from '../devices/crash-points';
import type { InstancePorts } from './shop-places';

/** What stands between an app and its sidecar. */
export interface Doors {
  /** Those of the moment: a storm takes the place of some. */
  readonly crashPoints: CrashPoints;
  /** From now on every event comes several times and out of turn. */
  storm(seed: string): Promise<void>;
  /** Delivers what is left of the storm and ends it. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

const ANY_FREE_PORT = 0;

/**
 * Opens the doors between an app and its sidecar. To begin and to end a storm they are shut for a moment, which both
 * sides take for a lost connection.
 *
 * @param service its app id
 * @param crash kills the app
 */
export async function openDoors(
  service: string,
  ports: InstancePorts,
  crash: () => Promise<void>,
): Promise<Doors> {
  const open = (appDoor: number) =>
    startCrashPoints({
      toSidecar: { port: ports.sidecarDoor, targetPort: ports.sidecar },
      toService: { port: appDoor, targetPort: ports.app },
      crash,
    });
  let crashPoints = await open(ports.appDoor);
  let storm: StormProxy | undefined;

  async function calm(): Promise<void> {
    if (!storm) return;
    await storm.stop();
    storm = undefined;
    await crashPoints.stop();
    crashPoints = await open(ports.appDoor);
  }

  return {
    get crashPoints() {
      return crashPoints;
    },
    async storm(seed) {
      await crashPoints.stop();
      crashPoints = await open(ANY_FREE_PORT);
      const { app: servicePort, appDoor: port } = ports;
      storm = await startStormProxy({ ...USUAL_STORM, seed, consumer: service, port, servicePort });
    },
    calm,
    async close() {
      await calm();
      await crashPoints.stop();
    },
  };
}
