import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  fingerprint,
  runDatabaseStep,
  servicesWith,
  type DatabaseOwner,
  type DatabaseStep,
  type DatabaseStepOptions,
} from './service-databases';

const STEPS: DatabaseStep[] = ['migrate', 'seed'];

/**
 * Migrates and seeds the databases of all services, side by side. What was done by the same programs to the same
 * cluster is not done again: seven programs that find nothing to do take half of a warm start.
 * @param clusterFolder where the cluster's data is; what was done is noted beside it and goes when it goes
 * @returns the names of the services for which something was done
 */
export async function prepareDatabases(
  services: DatabaseOwner[],
  clusterFolder: string,
  options: DatabaseStepOptions,
): Promise<string[]> {
  const noteFile = path.join(clusterFolder, 'prepared.json');
  const noted = readNote(noteFile);
  const pending = services.filter((service) =>
    STEPS.some((step) => has(service, step) && noted[noteKey(service, step)] !== fingerprint(service, step)),
  );
  await Promise.all(
    pending.map(async (service) => {
      for (const step of STEPS.filter((candidate) => has(service, candidate))) {
        await runDatabaseStep(service, step, options);
        noted[noteKey(service, step)] = fingerprint(service, step);
      }
    }),
  );
  await writeFile(noteFile, JSON.stringify(noted));
  return pending.map((service) => service.name);
}

function has(service: DatabaseOwner, step: DatabaseStep): boolean {
  return servicesWith(step, [service]).length > 0;
}

function noteKey(service: DatabaseOwner, step: DatabaseStep): string {
  return `${service.name} ${step}`;
}

function readNote(file: string): Record<string, string> {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  } catch {
    return {};
  }
}
