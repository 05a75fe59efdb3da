/** Shorter words are too near to too many others to be guessed at. */
const MIN_GUESSED_LENGTH = 4;
const MAX_GUESSED_LENGTH = 40;

/** What is quoted or excluded is meant as it is written, and what holds digits or signs is a number or a name of its own. */
const TOKEN = /"[^"]*"?|\S+/g;
const GUESSABLE = new RegExp(`^\\p{L}{${MIN_GUESSED_LENGTH},${MAX_GUESSED_LENGTH}}$`, 'u');

/** The words of a search that may be misspelt, each once. */
export const guessableWords = (search: string): string[] => [
  ...new Set((search.match(TOKEN) ?? []).filter((token) => GUESSABLE.test(token))),
];

/**
 * Puts other words in the place of some of a search.
 *
 * @param corrections what to write instead of which word
 */
export const replaceWords = (search: string, corrections: ReadonlyMap<string, string>): string =>
  search.replaceAll(TOKEN, (token) => corrections.get(token) ?? token);
