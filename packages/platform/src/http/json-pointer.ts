/** Writes a path as a JSON pointer (RFC 6901); the pointer to the whole document is empty. */
export const toPointer = (path: readonly string[]): string =>
  path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
