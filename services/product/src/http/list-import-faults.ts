import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, notFound, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { CatalogueImport, ImportRow } from '../domain/catalogue-import';
import { ImportFaultPage, ImportPath, presentFaults } from './import.schema';
import { route } from './route';

export const listImportFaultsRoute = route({
  method: 'get',
  path: '/catalogue/imports/{importId}/faults',
  operationId: 'listImportFaults',
  summary: 'Read which products of a file were refused and why, in the order of the file.',
  tag: 'Catalogue files',
  access: 'staff',
  params: ImportPath,
  query: StrictObject(PageQuery),
  responses: { 200: ImportFaultPage },
  problems: [404],
  async handler({ params: { importId }, query, deps }) {
    const after = decodeCursor(query.cursor, isPosition);
    const rows = await deps.em.find(
      ImportRow,
      { import: importId, outcome: 'failed', ...(after ? { position: { $gt: after[0] } } : {}) },
      { orderBy: { position: 'asc' }, limit: query.limit + 1 },
    );
    if (rows.length === 0 && (await deps.em.count(CatalogueImport, { id: importId })) === 0) {
      throw notFound('import');
    }
    const page = toPage(rows, query.limit, ({ position }) => [position]);
    return pageReply(
      { ...page, items: page.items.map(presentFaults) },
      `/catalogue/imports/${importId}/faults`,
      query,
    );
  },
});

const isPosition = (key: readonly unknown[]): key is readonly [position: number] =>
  key.length === 1 && Number.isSafeInteger(key[0]) && Math.abs(key[0] as number) < 2 ** 31;
