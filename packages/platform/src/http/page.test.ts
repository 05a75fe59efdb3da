import { readIfMatch, requireVersion, versionTag } from './etag';
import { decodeCursor, encodeCursor, pageReply, toPage } from './page';

const isKey = (key: readonly unknown[]): key is [number, string] =>
  key.length === 2 && typeof key[0] === 'number' && typeof key[1] === 'string';

describe('a page', () => {
  const rows = [1, 2, 3].map((n) => ({ n }));
  const keyOf = ({ n }: { n: number }) => [n, `id-${n}`];

  it('leads on from its last item when there is one more', () => {
    const page = toPage(rows, 2, keyOf);
    expect(page.items).toEqual([{ n: 1 }, { n: 2 }]);
    expect(decodeCursor(page.nextCursor ?? undefined, isKey)).toEqual([2, 'id-2']);
  });

  it('leads nowhere when it is the last', () => {
    expect(toPage(rows, 3, keyOf).nextCursor).toBeNull();
    expect(toPage([], 3, keyOf)).toEqual({ items: [], nextCursor: null });
  });

  it('links to the next one with the query of its own', () => {
    const reply = pageReply(toPage(rows, 2, keyOf), '/things', { limit: 2, q: 'a&b', none: undefined });
    const cursor = encodeCursor([2, 'id-2']);
    expect(reply.headers).toEqual({ link: `</api/things?limit=2&q=a%26b&cursor=${cursor}>; rel="next"` });
    expect(pageReply(toPage(rows, 3, keyOf), '/things', {}).headers).toEqual({});
  });

  it.each([
    'x',
    '',
    '!!',
    Buffer.from('{}').toString('base64url'),
    encodeCursor(['a', 1]),
    encodeCursor([1]),
    'bnVsbA',
  ])('does not begin at a cursor that is not one of ours: %s', (cursor) => {
    expect(() => decodeCursor(cursor, isKey)).toThrow('The cursor is not one that this list gave.');
  });

  it('begins at the beginning without a cursor', () => {
    expect(decodeCursor(undefined, isKey)).toBeUndefined();
  });
});

describe('an entity tag', () => {
  it.each([
    [undefined, undefined],
    [versionTag(7), '7'],
    ['W/"7"', '7'],
    [' "7" ', '7'],
    ['*', '*'],
  ])('%s in If-Match means %s', (header, version) => {
    expect(readIfMatch(header)).toBe(version);
  });

  it('of another version is a failed precondition', () => {
    expect(() => requireVersion('7', 8)).toThrow(expect.objectContaining({ kind: 'precondition-failed' }));
    for (const tag of [undefined, '*', '8']) expect(() => requireVersion(tag, 8)).not.toThrow();
  });
});
