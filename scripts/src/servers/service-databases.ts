import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { PEOPLE_FILE } from '../paths';
import { PlainError } from '../plain-error';
import { secret, type Secrets } from '../secrets';
import type { Service } from '../services';

/** A service with a database, or the sandbox payment provider. */
export type DatabaseOwner = Pick<Service, 'name' | 'folder'>;

/** What can be done to a service's database; each is a program of the service. */
export type DatabaseStep = 'migrate' | 'seed';

/** What the steps are run with. */
export interface DatabaseStepOptions {
  secrets: Secrets;
  signal: AbortSignal;
}

const MAX_OUTPUT_LINES = 10;

/** The services that have a program for a step. */
export function servicesWith(step: DatabaseStep, services: DatabaseOwner[]): DatabaseOwner[] {
  return services.filter((service) => existsSync(programOf(service, step)));
}

/**
 * Runs a step of one service: `migrate` brings its database to the newest schema, `seed` fills it with the data of
 * the demonstration unless it is filled.
 * @throws {PlainError} with the end of what the program wrote
 */
export async function runDatabaseStep(
  service: DatabaseOwner,
  step: DatabaseStep,
  { secrets, signal }: DatabaseStepOptions,
): Promise<void> {
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: secret(secrets, service.name, 'databaseUrl'),
    SEED_PEOPLE_FILE: PEOPLE_FILE,
    SEED_PASSWORD: secret(secrets, 'seed', 'password'),
  };
  try {
    await promisify(execFile)(process.execPath, [programOf(service, step)], {
      cwd: service.folder,
      env: { ...process.env, ...environment },
      signal,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const output = `${stdout}${stderr}`.trim().split('\n').slice(-MAX_OUTPUT_LINES).join('\n');
    throw new PlainError(`The ${service.name} service could not ${step} its database:\n${output}`);
  }
}

/** Names the version of a step: it changes when a migration, an entity or the data do. */
export function fingerprint(service: DatabaseOwner, step: DatabaseStep): string {
  const folder = path.join(service.folder, 'dist');
  const hash = createHash('sha256').update(step);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/^(db|domain)\/.*\.js$/.test(file)) {
      hash.update(file).update(readFileSync(path.join(folder, file)));
    }
  }
  if (step === 'seed' && existsSync(PEOPLE_FILE)) {
    hash.update(readFileSync(PEOPLE_FILE));
  }
  return hash.digest('hex');
}

function programOf(service: DatabaseOwner, step: DatabaseStep): string {
  return path.join(service.folder, 'dist', 'db', `${step}.js`);
}
