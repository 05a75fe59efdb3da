import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORY } from './paths';
import { DATABASE_OWNERS, type Secrets } from './secrets';
import { SANDBOX } from './servers/sandbox';
import { runDatabaseStep, servicesWith, type DatabaseStep } from './servers/service-databases';

const STEPS: readonly string[] = ['migrate', 'seed'];

/**
 * `provision-databases migrate|seed <secrets.json>`: brings the databases of all services to their newest schema, or fills them
 * with the data of the demonstration. One after the other, since a container has little memory.
 */
async function main([step, secretsFile]: string[]): Promise<void> {
  if (step === undefined || !STEPS.includes(step) || secretsFile === undefined) {
    throw new Error('Usage: provision-databases migrate|seed <secrets.json>');
  }
  const secrets = JSON.parse(await readFile(secretsFile, 'utf8')) as Secrets;
  const owners = DATABASE_OWNERS.map((name) =>
    name === SANDBOX.name ? SANDBOX : { name, folder: path.join(REPOSITORY, 'services', name) },
  );
  const { signal } = new AbortController();
  for (const owner of servicesWith(step as DatabaseStep, owners)) {
    await runDatabaseStep(owner, step as DatabaseStep, { secrets, signal });
    console.log(`${step}: ${owner.name}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
