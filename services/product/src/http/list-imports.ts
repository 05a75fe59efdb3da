import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { CatalogueImport } from '../domain/catalogue-import';
import { ImportPage, presentImport } from './import.schema';
import { route } from './route';

export const listImportsRoute = route({
  method: 'get',
  path: '/catalogue/imports',
  operationId: 'listImports',
  summary: 'See the files that were sent, the newest first.',
  tag: 'Catalogue files',
  access: 'staff',
  query: StrictObject(PageQuery),
  responses: { 200: ImportPage },
  async handler({ query, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const jobs = await deps.em.find(CatalogueImport, after ? { id: { $lt: after[0] } } : {}, {
      orderBy: { id: 'desc' },
      limit: query.limit + 1,
    });
    const page = toPage(jobs.map(presentImport), query.limit, ({ id }) => [id]);
    return pageReply(page, '/catalogue/imports', query);
  },
});
