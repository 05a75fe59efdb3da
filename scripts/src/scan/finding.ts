/** Card data where none may be. */
export interface Finding {
  /** A table's column or a file's line. */
  readonly place: string;
  readonly what: string;
}

/** What was looked at, and what was found in it. */
export interface ScanReport {
  /** How many values or lines were looked at. */
  readonly scanned: number;
  readonly findings: readonly Finding[];
}
