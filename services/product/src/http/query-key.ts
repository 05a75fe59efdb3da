import { createHash } from 'node:crypto';

/** A key for what is cached of a query. What people search for may hold anything, also what a store takes for its own. */
export const queryKey = (kind: string, query: object): string =>
  `${kind}:${createHash('sha256').update(JSON.stringify(query)).digest('base64url')}`;
