import { runCommand } from './command';
import { requirePostgres } from './servers/require-postgres';
import { say } from './progress';
import { loadSecrets } from './secrets';
import { SANDBOX } from './servers/sandbox';
import { runDatabaseStep, servicesWith } from './servers/service-databases';
import { readServices } from './services';

const USAGE = `
npm run migrate

Brings the database of every service, and the books of the sandbox payment provider, to their newest schema. The servers must run: npm run infra or npm start (both do
this by themselves when they start).
`;

runCommand(USAGE, async (shutdown) => {
  await requirePostgres();
  const services = servicesWith('migrate', [...(await readServices()), SANDBOX]);
  const options = { secrets: await loadSecrets(), signal: shutdown.signal };
  await Promise.all(services.map((service) => runDatabaseStep(service, 'migrate', options)));
  say(`Migrated: ${services.map((service) => service.name).join(', ')}`);
  return 0;
});
