import { validate } from 'uuid';

/** Whether a cursor is the id of the last item of a page, as the lists of this service have it. */
export const isIdCursor = (key: readonly unknown[]): key is readonly [string] =>
  key.length === 1 && typeof key[0] === 'string' && validate(key[0]);
