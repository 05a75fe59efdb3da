const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a cursor holds the id of the last item of a page: ids here sort by time. */
export const isPosition = (key: readonly unknown[]): key is readonly [string] =>
  key.length === 1 && typeof key[0] === 'string' && UUID.test(key[0]);
