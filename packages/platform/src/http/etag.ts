import { DomainError } from '../errors';

/** The strong entity tag of a version number. */
export const versionTag = (version: number): string => `"${version}"`;

/**
 * Compares If-Match with the version at hand; absent or `*` always matches.
 *
 * @throws DomainError precondition-failed when somebody changed it in between
 */
export function requireVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === String(version)) return;
  throw new DomainError(
    'precondition-failed',
    'version-changed',
    'It was changed since you read it. Read it again.',
  );
}

/** The tag of an If-Match header without its quotes; `*` stays as it is. */
export const readIfMatch = (header: string | undefined): string | undefined =>
  header
    ?.trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
