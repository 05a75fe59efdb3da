import path from 'node:path';
import { runCommand } from './command';
import { REPOSITORY, SECRETS_FILE, STATE_FOLDER } from './paths';
import { say } from './progress';
import { scanDatabase } from './scan/scan-database';
import { scanFiles } from './scan/scan-files';
import { loadSecrets } from './secrets';
import { readServices } from './services';

const USAGE = `
npm run scan:cards

Looks for card numbers (13 to 19 digits that pass the Luhn check and begin as cards do), card codes and members named
after them in every database of the running platform (outbox, inbox, kept answers and the sandbox provider's books
included), in the logs of all services and sidecars, in what the broker keeps and in the dead letters. Ends with 1 when
there are any. What was found is named by its place, never repeated.
`;

const SHOWN_FINDINGS = 20;

/** What is kept in .sidecart and holds no traffic: the secrets, which are ours, and PostgreSQL, which is asked itself. */
const NOT_TRAFFIC = [SECRETS_FILE, path.join(STATE_FOLDER, 'postgres')];

runCommand(USAGE, async () => {
  const secrets = await loadSecrets();
  const databases = Object.entries(secrets).flatMap(([owner, own]) =>
    own['databaseUrl'] === undefined ? [] : [[owner, own['databaseUrl']] as const],
  );
  const reports = [];
  for (const [name, url] of databases) reports.push(await scanDatabase(name, url));
  const values = reports.reduce((sum, report) => sum + report.scanned, 0);
  const folders = (await readServices()).map((service) => path.join(service.folder, '.dapr'));
  const files = await scanFiles([STATE_FOLDER, ...folders], REPOSITORY, NOT_TRAFFIC);
  const findings = [...reports, files].flatMap((report) => report.findings);
  for (const { place, what } of findings.slice(0, SHOWN_FINDINGS)) say(`  ✗ ${place}: ${what}`);
  if (findings.length > SHOWN_FINDINGS) say(`    and ${findings.length - SHOWN_FINDINGS} more`);
  const looked = `${values} values of ${databases.length} databases and ${files.scanned} lines of files`;
  say(
    `\n${findings.length === 0 ? 'No card data' : `${findings.length} places with card data`} in ${looked}.`,
  );
  return findings.length === 0 ? 0 : 1;
});
