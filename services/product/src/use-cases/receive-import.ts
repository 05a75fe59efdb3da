import type { EntityManager } from '@mikro-orm/postgresql';
import { compileCheck, DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { CatalogueImport, ImportRow, type ImportFormat } from '../domain/catalogue-import';
import { ProductDocument } from '../transfer/product-document';
import type { SourceRecord } from '../transfer/source-record';

/** As many products as one file may hold. */
const MAX_RECORDS = 200_000;
const BATCH_SIZE = 500;

export interface ReceivedFile {
  readonly format: ImportFormat;
  readonly records: AsyncIterable<SourceRecord>;
  readonly requestedBy: string;
}

const faultsOf = compileCheck(ProductDocument);

/**
 * Keeps a file of products, to be worked on later; what can be seen to be wrong is noted at once. The file is written down
 * as it comes in, so that one of any size takes little memory. If it breaks off, nothing of it stays.
 *
 * @throws whatever reading the records throws; DomainError too-large, malformed when there are none
 */
export async function receiveImport(
  em: EntityManager,
  file: ReceivedFile,
  now: Date,
): Promise<CatalogueImport> {
  const { format, requestedBy } = file;
  const counts = { total: 0, created: 0, updated: 0, failed: 0 };
  const received = em.create(CatalogueImport, {
    ...{ id: uuidv7(), format, requestedBy, ...counts, createdAt: now, finishedAt: null },
    state: 'receiving',
  });
  await em.persist(received).flush();
  try {
    for await (const records of inBatches(file.records)) {
      received.failed += await keep(em, received, records);
      received.total += records.length;
      if (received.total > MAX_RECORDS) throw tooMany();
    }
    if (received.total === 0)
      throw new DomainError('malformed', 'no-products', 'There is no product in the file.');
  } catch (error) {
    await em.nativeDelete(CatalogueImport, { id: received.id });
    throw error;
  }
  received.state = 'queued';
  await em.flush();
  return received;
}

/** @returns how many of them are faulty */
async function keep(
  em: EntityManager,
  { id, total }: CatalogueImport,
  records: readonly SourceRecord[],
): Promise<number> {
  const rows = records.map(({ line, document, faults = faultsOf(document) }, index) => ({
    import: id,
    position: total + index + 1,
    line,
    ...(faults.length === 0
      ? { document: document as object, outcome: null, faults: null }
      : { document: null, outcome: 'failed' as const, faults }),
  }));
  await em.insertMany(ImportRow, rows);
  return rows.filter(({ faults }) => faults !== null).length;
}

async function* inBatches(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord[]> {
  let batch: SourceRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length === BATCH_SIZE) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

const tooMany = () =>
  new DomainError('too-large', 'too-many-products', `A file may hold at most ${MAX_RECORDS} products.`);
