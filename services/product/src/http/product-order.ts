import { decodeCursor } from '@sidecart/platform';
import type { ProductSort } from './product-query';

/** How a list is ordered: by a key and then by id, both in one direction, so that a page can start after any row. */
interface ProductOrder {
  /** An expression over products p and, for relevance, the search q.query; null when the id alone orders. */
  readonly key: string | null;
  readonly keyType: 'bigint' | 'numeric' | 'text' | null;
  readonly direction: 'asc' | 'desc';
}

/** Ids are time-ordered, so the newest products are those with the highest. */
export const productOrders: Readonly<Record<ProductSort, ProductOrder>> = {
  // As an integer, since a cursor must name the exact value and floats are read back as others.
  relevance: {
    key: '(ts_rank_cd(p.search, q.query, 1) * 1000000)::bigint',
    keyType: 'bigint',
    direction: 'desc',
  },
  newest: { key: null, keyType: null, direction: 'desc' },
  price: { key: 'p.price_minor', keyType: 'bigint', direction: 'asc' },
  '-price': { key: 'p.price_minor', keyType: 'bigint', direction: 'desc' },
  rating: { key: 'p.rating', keyType: 'numeric', direction: 'desc' },
  name: { key: 'lower(p.name)', keyType: 'text', direction: 'asc' },
};

/** The place after which a page starts: its order, the sort key and the id of the row before. */
export type Position = readonly [sort: ProductSort, key: string | null, id: string];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** @throws DomainError malformed when the cursor is none of a list in this order */
export function readPosition(cursor: string | undefined, sort: ProductSort): Position | undefined {
  const { keyType } = productOrders[sort];
  return decodeCursor(cursor, (parts): parts is Position => {
    const [ofSort, key, id] = parts;
    if (parts.length !== 3 || ofSort !== sort || typeof id !== 'string' || !UUID.test(id)) return false;
    if (keyType === null) return key === null;
    return typeof key === 'string' && (keyType === 'text' ? !key.includes('\0') : NUMBER.test(key));
  });
}
