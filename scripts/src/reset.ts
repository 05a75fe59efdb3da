import { rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command';
import { STATE_FOLDER } from './paths';
import { PlainError } from './plain-error';
import { say } from './progress';
import { refuseSecondRun } from './machine/run-record';
import { findServerFolders } from './servers/server-folder';
import { deleteServiceLogs } from './dapr/service-logs';
import { readServices } from './services';

const USAGE = `
npm run reset

Forgets everything this checkout has stored: databases, events, secrets, logs. The next start makes all of it anew.
Downloaded programs are kept. It refuses while the platform runs.
`;

runCommand(USAGE, async () => {
  refuseSecondRun();
  try {
    for (const folder of findServerFolders()) rmSync(folder, { recursive: true, force: true });
    rmSync(STATE_FOLDER, { recursive: true, force: true });
    deleteServiceLogs(await readServices());
  } catch (error) {
    throw new PlainError(
      `${(error as NodeJS.ErrnoException).path ?? STATE_FOLDER} cannot be deleted; ` +
        'it belongs to another user who has run Sidecart here: run npm run reset as that user.',
    );
  }
  say(
    `Forgotten: ${path.basename(STATE_FOLDER)} with databases, events and secrets, and the services' logs.`,
  );
  return 0;
});
