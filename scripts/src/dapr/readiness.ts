import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from '../services';

/** Which parts of a service answer that they are ready. */
export interface Readiness {
  app: boolean;
  sidecar: boolean;
}

const PROBE_TIMEOUT_MS = 1000;
const INTERVAL_MS = 200;

/** Asks a service and its sidecar once whether they are ready. */
export async function probe({ port, sidecarPort }: Service): Promise<Readiness> {
  const [app, sidecar] = await Promise.all([
    answersOk(`http://127.0.0.1:${port}/health/ready`),
    // Not /v1.0/healthz, which waits for the app, nor does it become ready without a scheduler everywhere.
    answersOk(`http://127.0.0.1:${sidecarPort}/v1.0/healthz/outbound`),
  ]);
  return { app, sidecar };
}

/**
 * Asks again and again until every service and sidecar is ready.
 * @param onReady called once for each service, when it and its sidecar are ready
 */
export async function waitUntilReady(
  services: Service[],
  signal: AbortSignal,
  onReady: (service: Service) => void,
): Promise<void> {
  await Promise.all(
    services.map(async (service) => {
      for (let ready = false; !ready;) {
        await delay(INTERVAL_MS, undefined, { signal });
        const readiness = await probe(service);
        ready = readiness.app && readiness.sidecar;
      }
      onReady(service);
    }),
  );
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
