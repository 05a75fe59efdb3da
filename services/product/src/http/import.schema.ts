import { StringEnum, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import {
  IMPORT_FORMATS,
  IMPORT_STATES,
  type CatalogueImport,
  type ImportRow,
} from '../domain/catalogue-import';
import { Nullable } from './nullable.schema';

export const ImportPath = Type.Object({ importId: Uuid });

export const ImportView = Type.Object({
  id: Uuid,
  format: StringEnum(IMPORT_FORMATS, { description: 'How the file is written.' }),
  state: StringEnum(IMPORT_STATES, { description: 'Whether every product of it has its outcome.' }),
  total: Type.Integer({ description: 'How many products the file holds.' }),
  created: Type.Integer({ description: 'How many were added so far.' }),
  updated: Type.Integer({ description: 'How many were there and were changed so far.' }),
  failed: Type.Integer({ description: 'How many were refused so far; see its faults.' }),
  createdAt: Timestamp,
  finishedAt: Nullable(Timestamp, 'When it was done.'),
});
export type ImportView = Static<typeof ImportView>;

export const ImportPage = PageOf(ImportView);

export const ImportFaultPage = PageOf(
  Type.Object({
    line: Type.Integer({ description: 'The line of the file where the product begins.' }),
    slug: Nullable(Type.String(), 'The slug of the product, where it could be read.'),
    faults: Type.Array(
      Type.Object({
        pointer: Type.String({
          description: 'What is wrong, as a JSON pointer into the product.',
          examples: ['/variants/0/sku'],
        }),
        detail: Type.String({ description: 'What is wrong with it.', examples: ['is taken'] }),
      }),
      { description: 'Why it was refused.' },
    ),
  }),
);

/** A file of products as staff see it. */
export const presentImport = (job: CatalogueImport): ImportView => ({
  id: job.id,
  format: job.format,
  state: job.state,
  total: job.total,
  created: job.created,
  updated: job.updated,
  failed: job.failed,
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
});

/** A product of it that was refused. */
export const presentFaults = ({
  line,
  document,
  faults,
}: ImportRow): Static<typeof ImportFaultPage>['items'][number] => ({
  line,
  slug: (document as { slug: string } | null)?.slug ?? null,
  faults: [...(faults ?? [])],
});
