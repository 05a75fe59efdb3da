import type { Ref } from '@mikro-orm/core';

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** The file is coming in · it is here and waits its turn or is being worked on · every product of it has its outcome. */
export const IMPORT_STATES = ['receiving', 'queued', 'finished'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** A file of products that somebody sent. */
export class CatalogueImport {
  id!: string;
  format!: ImportFormat;
  state!: ImportState;
  requestedBy!: string;
  /** How many products the file holds, and what has become of them so far. */
  total!: number;
  created!: number;
  updated!: number;
  failed!: number;
  createdAt!: Date;
  finishedAt!: Date | null;
}

export const ROW_OUTCOMES = ['created', 'updated', 'failed'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface RowFault {
  /** A JSON pointer into the product, empty for all of it. */
  readonly pointer: string;
  readonly detail: string;
}

/** One product of it. */
export class ImportRow {
  import!: Ref<CatalogueImport>;
  /** The how-manieth of the file it is, from 1. */
  position!: number;
  /** Where it begins in the file. */
  line!: number;
  /** As it was read; null when it could not be. */
  document!: object | null;
  /** Null until it was worked on. */
  outcome!: RowOutcome | null;
  faults!: readonly RowFault[] | null;
}
