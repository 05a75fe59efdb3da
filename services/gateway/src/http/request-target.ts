import { DomainError } from '@sidecart/platform';

/** A request target in the one form that is let through: what we match on is what the service will see. */
export interface RequestTarget {
  readonly path: string;
  /** With its question mark; empty when there is none. */
  readonly query: string;
}

const PATH = /^\/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[0-9A-Fa-f]{2})*$/;
const QUERY = /^(?:\?[\x21\x22\x24-\x7e]*)?$/;
const DOT_SEGMENT = /\/\.{1,2}(?:\/|$)/;
const ESCAPE = /%([0-7][0-9A-Fa-f])/g;
/** Letters, digits and the like need no escape; separators and dots must not hide in one. */
const NEVER_ESCAPED = /[A-Za-z0-9._~/\\%;?#-]/;
const CONTROL = /\p{Cc}/u;

const refused = (detail: string) => new DomainError('malformed', 'malformed-path', detail);

/**
 * Takes a raw request target apart. Nothing is normalised: a target that two parsers could read differently (dot
 * segments, empty segments, escaped separators, backslashes, control characters, anything but origin-form) is refused.
 *
 * @throws DomainError malformed
 */
export function parseTarget(raw: string): RequestTarget {
  if (!raw.startsWith('/')) throw refused('The request target must be a path.');
  const mark = raw.indexOf('?');
  const path = mark === -1 ? raw : raw.slice(0, mark);
  const query = mark === -1 ? '' : raw.slice(mark);
  if (!PATH.test(path)) throw refused('The path has characters or escapes that do not belong in one.');
  if (path.includes('//')) throw refused('The path has an empty segment.');
  if (DOT_SEGMENT.test(path)) throw refused('The path has a dot segment.');
  if (path.includes('%')) checkEscapes(path);
  if (!QUERY.test(query)) throw refused('The query has characters that must be escaped.');
  if (query.includes('%00')) throw refused('The query has a NUL character.');
  return { path, query };
}

function checkEscapes(path: string): void {
  for (const [escape, hex] of path.matchAll(ESCAPE)) {
    const character = String.fromCharCode(parseInt(hex ?? '', 16));
    if (NEVER_ESCAPED.test(character))
      throw refused(`The path has the escape ${escape}, which has no place in one.`);
  }
  if (CONTROL.test(decode(path))) throw refused('The path has a control character.');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw refused('The escapes in the path are not UTF-8.');
  }
}
