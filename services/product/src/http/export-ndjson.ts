import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readCatalogue } from '../transfer/read-catalogue';
import { route } from './route';

export const exportNdjsonRoute = route({
  method: 'get',
  path: '/catalogue/export.ndjson',
  operationId: 'exportNdjson',
  summary: 'Read the whole catalogue as NDJSON, one product a line, in the form that can be imported.',
  tag: 'Catalogue files',
  access: 'staff',
  responses: { 200: 'application/x-ndjson' },
  handler: ({ deps }) =>
    Promise.resolve({
      status: 200,
      body: Readable.from(lines(deps.em)),
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': 'attachment; filename="catalogue.ndjson"',
      },
    }),
});

async function* lines(em: EntityManager): AsyncGenerator<string> {
  for await (const product of readCatalogue(em)) yield `${JSON.stringify(product)}\n`;
}
