import { findCardNumbers, isCardDataName, saysCardCode } from '@sidecart/platform';

/** A member name in a JSON text whose value is a text or a number: what is null or false tells nothing. */
const MEMBER = /"((?:[^"\\]|\\.){1,64})"\s*:\s*(?:"(?!\[redacted\]")[^"]|\d)/g;

/** What no text holds: such a line is compressed or binary. */
// eslint-disable-next-line no-control-regex -- it is control characters that tell
const BYTES = /[\0-\x08\x0e-\x1f]/;

/** Between bytes, quotes stand around anything: there, only a name as people type it is one. */
const TYPED = /^[\x20-\x7e]+$/;

/**
 * Tells what kinds of card data a text holds, be it JSON or not. Nothing of what was found is repeated.
 *
 * @returns such as `a card number`; empty when there is none
 */
export function findCardData(text: string): string[] {
  const found = new Set<string>();
  if (findCardNumbers(text).length > 0) found.add('a card number');
  if (saysCardCode(text)) found.add('the code of a card');
  const isBytes = BYTES.test(text);
  for (const [, name = ''] of text.matchAll(MEMBER)) {
    if (isBytes && !TYPED.test(name)) continue;
    if (isCardDataName(name)) found.add(`a member named ${name}`);
  }
  return [...found];
}
