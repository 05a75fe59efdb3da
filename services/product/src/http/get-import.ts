import { notFound, ok } from '@sidecart/platform';
import { CatalogueImport } from '../domain/catalogue-import';
import { ImportPath, ImportView, presentImport } from './import.schema';
import { route } from './route';

export const getImportRoute = route({
  method: 'get',
  path: '/catalogue/imports/{importId}',
  operationId: 'getImport',
  summary: 'See how far an import is.',
  tag: 'Catalogue files',
  access: 'staff',
  params: ImportPath,
  responses: { 200: ImportView },
  problems: [404],
  async handler({ params, deps }) {
    const job = await deps.em.findOne(CatalogueImport, { id: params.importId });
    if (!job) throw notFound('import');
    return ok(presentImport(job));
  },
});
