import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readCatalogue } from '../transfer/read-catalogue';
import { csvHeader, toCsv } from '../transfer/write-csv';
import { route } from './route';

export const exportCsvRoute = route({
  method: 'get',
  path: '/catalogue/export.csv',
  operationId: 'exportCsv',
  summary: 'Read the whole catalogue as CSV, one variant a row, in the form that can be imported.',
  tag: 'Catalogue files',
  access: 'staff',
  responses: { 200: 'text/csv' },
  handler: ({ deps }) =>
    Promise.resolve({
      status: 200,
      body: Readable.from(rows(deps.em)),
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="catalogue.csv"',
      },
    }),
});

async function* rows(em: EntityManager): AsyncGenerator<string> {
  yield csvHeader();
  for await (const product of readCatalogue(em)) yield toCsv(product);
}
