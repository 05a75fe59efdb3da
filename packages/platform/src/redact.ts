import { findCardNumbers } from './card-data/card-number';
import { describeError } from './describe-error';

const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;
const MAX_VALUES = 1_000;

const SECRET_WORDS = new Set(
  (
    'password passwords passwd pwd passphrase secret secrets token tokens authorization cookie cookies credential ' +
    'credentials card cards cvv cvc pan otp jwt signature apikey'
  ).split(' '),
);

/** What a key opens or signs is a secret; an idempotency key or a cache key is not. */
const SECRET_KEYS = /(api|signing|private|secret|access|encryption)\.keys?(\.|$)/;

/** Members that tell something about a secret without telling it: tokenType, passwordChangedAt, cardBrand. */
const HARMLESS_ENDINGS = new Set('type kind count length id at seconds ms brand status'.split(' '));

/** Whether a member's name says that its value is not for a log. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1.$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  if (HARMLESS_ENDINGS.has(words.at(-1) ?? '')) return false;
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_KEYS.test(words.join('.'));
}

const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  // The password of a URL, a token in a header, a token by itself.
  [/([a-z][a-z\d+.-]{0,30}:\/\/[^\s:/@]{0,200}:)[^\s@]{1,500}@/gi, `$1${REDACTED}@`],
  [/\b(bearer|basic) +[\w.~+/-]+=*/gi, `$1 ${REDACTED}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED],
];

/** Blots out what looks like a secret or a card number in a text, wherever it came from. */
export const redactText = (text: string): string =>
  findCardNumbers(text).reduce(
    (result, number) => result.replaceAll(number, REDACTED),
    SECRET_TEXTS.reduce((result, [pattern, replacement]) => result.replaceAll(pattern, replacement), text),
  );

/**
 * Makes a copy of a value that can be logged: without the values of members whose names speak of secrets, at any depth,
 * and of bounded size. It never throws, whatever it is given.
 */
export function redact(value: unknown): unknown {
  return copy(value, { depth: 0, above: new Set(), left: { values: MAX_VALUES } });
}

interface Place {
  readonly depth: number;
  /** The objects that contain this one. */
  readonly above: ReadonlySet<object>;
  /** What all places together may still hold. */
  readonly left: { values: number };
}

function copy(value: unknown, { depth, above, left }: Place): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (above.has(value)) return '[circular]';
  if (depth > MAX_DEPTH || left.values-- <= 0) return '[left out]';
  const within: Place = { depth: depth + 1, above: new Set(above).add(value), left };
  try {
    return copyObject(value, (item) => copy(item, within));
  } catch {
    return '[cannot be logged]';
  }
}

function copyObject(value: object, copyItem: (item: unknown) => unknown): unknown {
  if (value instanceof Error) return copyItem(describeError(value));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return copyItem(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return copyItem(Object.fromEntries(value));
  if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, MAX_ITEMS).map(copyItem);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([name, item]) => [name, isSecretName(name) && isTelling(item) ? REDACTED : copyItem(item)]),
  );
}

/** Whether something is set tells nothing of what it is. */
const isTelling = (value: unknown) => value !== null && value !== undefined && typeof value !== 'boolean';
