import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { PEOPLE_FILE } from '../paths';
import { PlainError } from '../plain-error';
import { secret, type Secrets } from '../secrets';
import type { Service } from '../services';

const MAX_OUTPUT_LINES = 10;

/**
 * Brings the database of every service that has migrations to its newest schema, all at the same time.
 * @returns the names of the services that have migrations
 */
export async function migrateDatabases(
  services: Service[],
  secrets: Secrets,
  signal: AbortSignal,
): Promise<string[]> {
  return runWhereFound(services, 'migrate', signal, (service) => ({
    DATABASE_URL: secret(secrets, service.name, 'databaseUrl'),
  }));
}

/**
 * Fills the databases of the services that have seed data; one that is filled already is left as it is.
 * @returns the names of the services that have seed data
 */
export async function seedDatabases(
  services: Service[],
  secrets: Secrets,
  signal: AbortSignal,
): Promise<string[]> {
  return runWhereFound(services, 'seed', signal, (service) => ({
    DATABASE_URL: secret(secrets, service.name, 'databaseUrl'),
    SEED_PEOPLE_FILE: PEOPLE_FILE,
    SEED_PASSWORD: secret(secrets, 'seed', 'password'),
  }));
}

async function runWhereFound(
  services: Service[],
  step: 'migrate' | 'seed',
  signal: AbortSignal,
  environment: (service: Service) => Record<string, string>,
): Promise<string[]> {
  const concerned = services.filter((service) => existsSync(scriptOf(service, step)));
  await Promise.all(concerned.map((service) => run(service, step, signal, environment(service))));
  return concerned.map((service) => service.name);
}

function scriptOf(service: Service, step: string): string {
  return path.join(service.folder, 'dist', 'db', `${step}.js`);
}

async function run(
  service: Service,
  step: string,
  signal: AbortSignal,
  environment: Record<string, string>,
): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [scriptOf(service, step)], {
      cwd: service.folder,
      env: { ...process.env, NODE_ENV: 'development', ...environment },
      signal,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const output = `${stdout}${stderr}`.trim().split('\n').slice(-MAX_OUTPUT_LINES).join('\n');
    throw new PlainError(`The ${service.name} service could not ${step} its database:\n${output}`);
  }
}
