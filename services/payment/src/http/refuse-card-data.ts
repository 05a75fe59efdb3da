import { DomainError } from '@sidecart/platform';
import { looksLikeCardNumber } from '../domain/card-number';

/**
 * Refuses a body in which some text looks like a card number, so that none is ever stored. Fields for codes such as the
 * CVV are refused already: no schema has one.
 *
 * @throws DomainError malformed that names the fields, never their values
 */
export function refuseCardData(body: object): void {
  const pointers = findCardNumbers(body, '#');
  if (pointers.length === 0) return;
  throw new DomainError(
    'malformed',
    'card-data-refused',
    'Card data must not be sent here. Give it to the payment provider and send its token.',
    { errors: pointers.map((pointer) => ({ in: 'body', pointer, detail: 'looks like a card number' })) },
  );
}

function findCardNumbers(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return looksLikeCardNumber(value) ? [pointer] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => findCardNumbers(item, `${pointer}/${name}`));
}
