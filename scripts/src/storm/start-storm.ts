import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { stormedPort } from '../dapr/run-file';
import { SUBSCRIPTIONS_FILE } from '../paths';
import type { Service } from '../services';
import type { Shutdown } from '../shutdown';
import type { StormOptions } from './delivery-plan';
import { startStormProxy } from './storm-proxy';

/** Every event three times, in any order among those of two seconds. */
export const USUAL_STORM = { copies: 3, windowMs: 2_000 };

/** The app ids of the services that consume events. */
export async function readConsumers(): Promise<Set<string>> {
  const documents = parseAllDocuments(await readFile(SUBSCRIPTIONS_FILE, 'utf8'));
  return new Set(
    documents.flatMap((document) => (document.toJS() as { scopes?: string[] } | null)?.scopes ?? []),
  );
}

/**
 * Puts a storm between each service that consumes events and its sidecar, until the command ends. What is still to be
 * delivered then is delivered before the storm is gone, as far as the service is still there.
 *
 * @returns the app ids of the services that must listen elsewhere
 */
export async function startStorm(
  services: readonly Service[],
  options: StormOptions,
  shutdown: Shutdown,
): Promise<Set<string>> {
  const consumers = await readConsumers();
  for (const { name, port } of services) {
    if (!consumers.has(name)) continue;
    await shutdown.start(
      `The storm before ${name}`,
      () => startStormProxy({ ...options, consumer: name, port, servicePort: stormedPort(port) }),
      (proxy) => proxy.stop(),
    );
  }
  return consumers;
}
