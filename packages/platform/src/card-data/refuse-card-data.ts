import type { FieldFault } from '@sidecart/contracts';
import { DomainError } from '../errors';
import { toPointer } from '../http/json-pointer';
import { isCardDataName, saysCardCode } from './card-code';
import { looksLikeCardNumber } from './card-number';

/** That a service takes no card data, and what it knows better. */
export interface CardDataRule {
  /** Members in which long numbers are what they are for, such as a telephone or a parcel’s number. */
  readonly exceptMembers: readonly string[];
}

/** What a client sent, by the part of the request. */
export type SentParts = Readonly<Partial<Record<FieldFault['in'], unknown>>>;

/**
 * Refuses a request in which anything looks like a card number or names a card's code, in values and in names, at any
 * depth, before anything else looks at it: so that none is stored, logged, or sent back in an answer about another fault.
 *
 * @throws DomainError malformed that names the fields, never what they hold
 */
export function refuseCardData(sent: SentParts, { exceptMembers }: CardDataRule): void {
  const errors = Object.entries(sent).flatMap(([part, document]) =>
    findCardData(document, exceptMembers).map(({ path, detail }) => ({
      in: part,
      pointer: part === 'body' ? `#${toPointer(path)}` : path.join('.'),
      detail,
    })),
  );
  if (errors.length === 0) return;
  const message = 'Card data must not be sent here. Give it to the payment provider and send its token.';
  throw new DomainError('malformed', 'card-data-refused', message, { errors: errors.slice(0, 20) });
}

/** What is nested more deeply is refused for that. */
const MAX_DEPTH = 32;

interface Found {
  readonly path: readonly string[];
  readonly detail: string;
}

function findCardData(document: unknown, exceptMembers: readonly string[]): Found[] {
  const found: Found[] = [];
  const waiting: { value: unknown; path: readonly string[] }[] = [{ value: document, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    const detail = describeValue(value);
    if (detail !== undefined) found.push({ path, detail });
    if (value === null || typeof value !== 'object') continue;
    for (const [name, item] of Object.entries(value)) {
      if (exceptMembers.includes(name) || path.length >= MAX_DEPTH) continue;
      // A name that is a number itself would be sent back with its pointer.
      const isNumber = looksLikeCardNumber(name);
      const below = [...path, isNumber ? '…' : name];
      if (isNumber) found.push({ path: below, detail: 'is named like a card number' });
      else if (isCardDataName(name)) found.push({ path: below, detail: 'is card data' });
      else waiting.push({ value: item, path: below });
    }
  }
  return found;
}

function describeValue(value: unknown): string | undefined {
  if (typeof value === 'number' && looksLikeCardNumber(String(value))) return 'looks like a card number';
  if (typeof value !== 'string') return undefined;
  if (looksLikeCardNumber(value)) return 'looks like a card number';
  return saysCardCode(value) ? 'holds the code of a card' : undefined;
}
