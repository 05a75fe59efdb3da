import type { Books } from './books';

/** One thing that must be so, and how to find where it is not. */
export interface Check {
  /** The number of the law in the README. */
  readonly law: number;
  readonly states: string;
  /** Finds what breaks it, as sentences that name the row. Empty when it holds. */
  violations(books: Books): Promise<string[]>;
}

/** A check whose violations one statement finds; each row has one column, the sentence. */
export const inOneDatabase = (
  law: number,
  states: string,
  service: Parameters<Books['rows']>[0],
  sql: string,
): Check => ({
  law,
  states,
  violations: async (books) =>
    (await books.rows<{ violation: string }>(service, sql)).map((row) => row.violation),
});
