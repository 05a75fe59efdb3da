import type { Readable } from 'node:stream';
import { DomainError } from '@sidecart/platform';
import type { ImportFormat } from '../domain/catalogue-import';
import { readCsv } from '../transfer/read-csv';
import { readNdjson } from '../transfer/read-ndjson';
import type { SourceRecord } from '../transfer/source-record';
import { receiveImport } from '../use-cases/receive-import';
import { ImportView, presentImport } from './import.schema';
import { route } from './route';

/** A sidecar on the way holds a body several times over while it passes it on. */
const MAX_FILE_BYTES = 32 * 1_024 * 1_024;

const readers: Readonly<
  Record<string, { format: ImportFormat; read: (file: Readable) => AsyncIterable<SourceRecord> }>
> = {
  'text/csv': { format: 'csv', read: readCsv },
  'application/x-ndjson': { format: 'ndjson', read: readNdjson },
};

export const startImportRoute = route({
  method: 'post',
  path: '/catalogue/imports',
  operationId: 'startImport',
  summary: 'Send a file of products to be added or changed. What becomes of each is told by the import.',
  tag: 'Catalogue files',
  access: 'staff',
  content: { types: Object.keys(readers), limitBytes: MAX_FILE_BYTES },
  responses: { 202: ImportView },
  async handler({ content, principal, deps }) {
    const { format, read } = readers[content.mediaType] as (typeof readers)[string];
    const file = { format, records: read(content.stream()), requestedBy: principal.id };
    const job = await receiveImport(deps.em, file, deps.now()).catch(refuseEndlessLine);
    deps.wakeImports();
    return {
      status: 202,
      body: presentImport(job),
      headers: { location: `/api/catalogue/imports/${job.id}` },
    };
  },
});

function refuseEndlessLine(error: unknown): never {
  if (error instanceof Error && error.message === 'maximum buffer reached') {
    throw new DomainError('malformed', 'line-too-long', 'A line of the file is too long to be a product.');
  }
  throw error;
}
