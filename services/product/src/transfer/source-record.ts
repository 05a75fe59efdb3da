import type { FieldFault } from '@sidecart/contracts';

/** One product of a file, or why there is none. */
export interface SourceRecord {
  /** The line of the file where it begins, from 1. */
  readonly line: number;
  readonly document?: unknown;
  readonly faults?: readonly Pick<FieldFault, 'pointer' | 'detail'>[];
}

/** Longer lines are no products, and nobody should have to hold them in memory. */
export const MAX_RECORD_BYTES = 1_024 * 1_024;

export const faultyRecord = (line: number, detail: string, pointer = ''): SourceRecord => ({
  line,
  faults: [{ pointer, detail }],
});
