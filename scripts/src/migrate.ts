import { runCommand } from './command';
import { requirePostgres } from './servers/require-postgres';
import { say } from './progress';
import { loadSecrets } from './secrets';
import { migrateDatabases } from './servers/service-databases';
import { readServices } from './services';

const USAGE = `
npm run migrate

Brings the database of every service to its newest schema. The servers must run: npm run infra or npm start (both do
this by themselves when they start).
`;

runCommand(USAGE, async (shutdown) => {
  await requirePostgres();
  const migrated = await migrateDatabases(await readServices(), await loadSecrets(), shutdown.signal);
  say(`Migrated: ${migrated.join(', ')}`);
  return 0;
});
