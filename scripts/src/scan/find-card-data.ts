import { findCardNumbers, isCardDataName, saysCardCode } from '@sidecart/platform';

/** A member name in a JSON text whose value is a text or a number: what is null or false tells nothing. */
const MEMBER = /"((?:[^"\\]|\\.){1,64})"\s*:\s*(?:"(?!\[redacted\]")[^"]|\d)/g;

/**
 * Tells what kinds of card data a text holds, be it JSON or not. Nothing of what was found is repeated.
 *
 * @returns such as `a card number`; empty when there is none
 */
export function findCardData(text: string): string[] {
  const found = new Set<string>();
  if (findCardNumbers(text).length > 0) found.add('a card number');
  if (saysCardCode(text)) found.add('the code of a card');
  for (const [, name = ''] of text.matchAll(MEMBER)) {
    if (isCardDataName(name)) found.add(`a member named ${name}`);
  }
  return [...found];
}
