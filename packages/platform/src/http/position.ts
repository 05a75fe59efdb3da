const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isUuid = (part: unknown): part is string => typeof part === 'string' && UUID.test(part);

/** Whether a text is a moment exactly as `toISOString` writes it. */
const isTimestamp = (part: unknown): part is string => {
  if (typeof part !== 'string') return false;
  const time = Date.parse(part);
  return !Number.isNaN(time) && new Date(time).toISOString() === part;
};

/** The sort key of a list ordered by id. */
export const isIdPosition = (key: readonly unknown[]): key is readonly [id: string] =>
  key.length === 1 && isUuid(key[0]);

/** The sort key of a list ordered by time, and by id among what is of the same moment. */
export const isTimePosition = (key: readonly unknown[]): key is readonly [at: string, id: string] =>
  key.length === 2 && isTimestamp(key[0]) && isUuid(key[1]);
