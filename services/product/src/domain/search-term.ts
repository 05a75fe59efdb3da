/** A word of the catalogue, against which misspelt searches are corrected. */
export class SearchTerm {
  /** In lower case. */
  term!: string;
  /** What full-text search makes of it; words that differ by their endings share one. */
  stem!: string;
}
