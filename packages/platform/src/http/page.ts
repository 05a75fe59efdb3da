import { Type, type TSchema } from '@sinclair/typebox';
import { DomainError } from '../errors';
import { ok, type Reply } from './reply';

export const MAX_PAGE_SIZE = 100;

/** The query parameters of every list. */
export const PageQuery = {
  limit: Type.Integer({
    minimum: 1,
    maximum: MAX_PAGE_SIZE,
    default: 20,
    description: 'How many items at most.',
  }),
  cursor: Type.Optional(
    Type.String({ maxLength: 500, description: 'Where to go on: the nextCursor of the page before.' }),
  ),
};

/** The form of every list: its items and where to go on, if there is more. */
export const PageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Null on the last page.' }),
    total: Type.Optional(
      Type.Integer({ description: 'How many items there are in all, where that is known.' }),
    ),
  });

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** Makes an opaque cursor from the sort key of the last item of a page. */
export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Reads a cursor made by `encodeCursor`.
 *
 * @param fits tells whether the parts are of the kinds this list's sort key has
 * @throws DomainError malformed when the cursor is not one of ours
 */
export function decodeCursor<K extends readonly unknown[]>(
  cursor: string | undefined,
  fits: (key: readonly unknown[]) => key is K,
): K | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && fits(key)) return key;
  } catch {
    // Falls through to the one answer for every cursor that is not ours.
  }
  throw new DomainError('malformed', 'invalid-cursor', 'The cursor is not one that this list gave.', {
    errors: [{ in: 'query', pointer: 'cursor', detail: 'is not a cursor of this list' }],
  });
}

/** Cuts a result of `limit + 1` rows to a page, with the cursor of its last item if there was one more. */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => (string | number | null)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** Answers a page with the RFC 8288 link to the next one. `path` and `query` are those of the request. */
export function pageReply(page: Page<object>, path: string, query: object): Reply {
  if (page.nextCursor === null) return ok(page);
  const next = new URLSearchParams(
    Object.entries<unknown>({ ...query, cursor: page.nextCursor })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)]),
  );
  return ok(page, { link: `</api${path}?${next.toString()}>; rel="next"` });
}
