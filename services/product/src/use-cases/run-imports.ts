import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, type Cache, type Logger } from '@sidecart/platform';
import { CatalogueImport, ImportRow, type RowFault, type RowOutcome } from '../domain/catalogue-import';
import type { ProductDocument } from '../transfer/product-document';
import { importProduct } from './import-product';
import { invalidateCatalogue } from './invalidate-catalogue';
import { refuseDuplicates } from './refuse-duplicates';

const BATCH_SIZE = 25;

export interface ImportRun {
  readonly em: EntityManager;
  readonly cache: Cache;
  readonly log: Logger;
  readonly now: () => Date;
}

/**
 * Works on the next products of the oldest file that waits, in one transaction: what a crash interrupts was not done.
 * A product that is refused is noted and undone by itself.
 *
 * @returns how many products it dealt with; 1 for an end, 0 when no file waits
 */
export async function runImports({ em, cache, log, now }: ImportRun): Promise<number> {
  const done = await em.fork().transactional((tx) => runBatch(tx, now, log));
  if (done > 0) await invalidateCatalogue(cache, log);
  return done;
}

async function runBatch(tx: EntityManager, now: () => Date, log: Logger): Promise<number> {
  const [claimed]: { id: string }[] = await tx.execute(
    `select id from catalogue_imports where state = 'queued' order by id limit 1 for update skip locked`,
  );
  if (!claimed) return 0;
  const job = await tx.findOneOrFail(CatalogueImport, { id: claimed.id });
  const rows = await tx.find(
    ImportRow,
    { import: job.id, outcome: null },
    { orderBy: { position: 'asc' }, limit: BATCH_SIZE },
  );
  for (const row of rows) {
    const result = await importOne(tx, job, row.document as ProductDocument, now(), log);
    Object.assign(row, result);
    job[result.outcome] += 1;
  }
  if (rows.length < BATCH_SIZE) Object.assign(job, { state: 'finished', finishedAt: now() });
  await tx.flush();
  return Math.max(rows.length, 1);
}

async function importOne(
  tx: EntityManager,
  { requestedBy }: CatalogueImport,
  document: ProductDocument,
  now: Date,
  log: Logger,
): Promise<{ outcome: RowOutcome; faults: readonly RowFault[] | null }> {
  try {
    // A transaction within the transaction is a savepoint; an EntityManager of its own forgets what was undone.
    const outcome = await tx
      .fork({ keepTransactionContext: true })
      .transactional((em) => refuseDuplicates(importProduct(em, document, requestedBy, now)));
    return { outcome, faults: null };
  } catch (error) {
    return { outcome: 'failed', faults: toFaults(error, log) };
  }
}

/** What is nobody's fault is undone with the rest when the database is gone; else it is noted, so that the file has an end. */
function toFaults(error: unknown, log: Logger): readonly RowFault[] {
  if (!(error instanceof DomainError)) {
    log.error('a product could not be imported', { error });
    return [{ pointer: '', detail: 'could not be imported' }];
  }
  const { errors = [] } = error.details;
  if (errors.length === 0) return [{ pointer: '', detail: error.message }];
  return errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^#/, ''), detail }));
}
