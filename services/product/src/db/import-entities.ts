import { defineEntity, p } from '@mikro-orm/core';
import {
  CatalogueImport,
  IMPORT_FORMATS,
  IMPORT_STATES,
  ImportRow,
  ROW_OUTCOMES,
  type RowFault,
} from '../domain/catalogue-import';

export const CatalogueImportSchema = defineEntity({
  class: CatalogueImport,
  tableName: 'catalogue_imports',
  indexes: [
    {
      name: 'catalogue_imports_queued',
      expression: `create index "catalogue_imports_queued" on "catalogue_imports" ("id") where "state" = 'queued'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    format: p.enum(IMPORT_FORMATS.slice()),
    state: p.enum(IMPORT_STATES.slice()),
    requestedBy: p.uuid(),
    total: p.integer(),
    created: p.integer(),
    updated: p.integer(),
    failed: p.integer(),
    createdAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});

export const ImportRowSchema = defineEntity({
  class: ImportRow,
  tableName: 'catalogue_import_rows',
  checks: [
    { name: 'catalogue_import_rows_faults', expression: "(outcome = 'failed') = (faults is not null)" },
  ],
  indexes: [
    {
      name: 'catalogue_import_rows_waiting',
      expression:
        'create index "catalogue_import_rows_waiting" on "catalogue_import_rows" ("import_id", "position") where "outcome" is null',
    },
    {
      name: 'catalogue_import_rows_failed',
      expression: `create index "catalogue_import_rows_failed" on "catalogue_import_rows" ("import_id", "position") where "outcome" = 'failed'`,
    },
  ],
  properties: {
    import: () => p.manyToOne(CatalogueImportSchema).primary().ref().deleteRule('cascade'),
    position: p.integer().primary(),
    line: p.integer(),
    document: p.json<object>().nullable(),
    outcome: p.enum(ROW_OUTCOMES.slice()).nullable(),
    faults: p.json<RowFault[]>().nullable(),
  },
});
