import { startWorker } from '@sidecart/platform';
import { pruneImports } from './use-cases/prune-imports';
import { runImports, type ImportRun } from './use-cases/run-imports';

const IMPORT_INTERVAL_MS = 2_000;
const PRUNE_INTERVAL_MS = 10 * 60_000;

export interface ImportWorkers {
  readonly wakeImports: () => void;
  readonly stop: () => Promise<void>;
}

/** Works on files of products as they come in, by any number of replicas, and forgets them after a while. */
export function startImports(run: ImportRun): ImportWorkers {
  const { em, log } = run;
  const imports = startWorker({
    name: 'imports',
    intervalMs: IMPORT_INTERVAL_MS,
    log,
    run: () => runImports(run),
  });
  const pruning = startWorker({
    name: 'import-pruning',
    intervalMs: PRUNE_INTERVAL_MS,
    log,
    run: () => pruneImports(em),
  });
  return {
    wakeImports: () => imports.wake(),
    stop: async () => {
      await Promise.all([imports.stop(), pruning.stop()]);
    },
  };
}
