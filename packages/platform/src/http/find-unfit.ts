import { toPointer } from './json-pointer';

export interface Unfit {
  /** A JSON pointer, empty for the whole. */
  readonly pointer: string;
  readonly detail: string;
}

const MAX_DEPTH = 32;

/** Far above what any operation takes, far below what it costs to list every fault of. */
const MAX_VALUES = 5_000;

/**
 * Looks for what no operation takes, whatever its schema says: nesting without end, more values than anybody needs, and
 * text that PostgreSQL cannot store (U+0000, half a surrogate pair). Walks without recursion, so that depth does no harm.
 */
export function findUnfit(document: unknown): Unfit | undefined {
  const waiting: { value: unknown; path: readonly string[] }[] = [{ value: document, path: [] }];
  for (let seen = 0; seen < waiting.length; seen += 1) {
    const { value, path } = waiting[seen] as (typeof waiting)[number];
    const fault = findFault(value, path);
    if (fault !== undefined) return { pointer: toPointer(path), detail: fault };
    if (value === null || typeof value !== 'object') continue;
    for (const [name, item] of Object.entries(value)) {
      waiting.push({ value: item, path: [...path, name] });
    }
    if (waiting.length > MAX_VALUES) return { pointer: '', detail: `must hold at most ${MAX_VALUES} values` };
  }
  return undefined;
}

function findFault(value: unknown, path: readonly string[]): string | undefined {
  if (path.length > MAX_DEPTH) return `must be nested at most ${MAX_DEPTH} levels deep`;
  if (isUnstorable(value) || isUnstorable(path.at(-1))) return 'must not contain U+0000 or a lone surrogate';
  return undefined;
}

const isUnstorable = (value: unknown) =>
  typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());
