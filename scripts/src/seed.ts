import { runCommand } from './command';
import { requirePostgres } from './servers/require-postgres';
import { say } from './progress';
import { loadSecrets } from './secrets';
import { runDatabaseStep, servicesWith } from './servers/service-databases';
import { readServices } from './services';

const USAGE = `
npm run seed

Fills the databases with the catalogue and the people of the demonstration; what is filled already is left as it is.
The servers must run: npm run infra or npm start (both do this by themselves when they start).
`;

runCommand(USAGE, async (shutdown) => {
  await requirePostgres();
  const services = servicesWith('seed', await readServices());
  const options = { secrets: await loadSecrets(), signal: shutdown.signal };
  await Promise.all(services.map((service) => runDatabaseStep(service, 'seed', options)));
  say(`Seeded: ${services.map((service) => service.name).join(', ')}`);
  return 0;
});
