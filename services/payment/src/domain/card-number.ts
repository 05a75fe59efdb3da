const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** Digits in groups, as people write card numbers: with nothing, a space, a dot or a dash between them. */
const DIGIT_RUN = /\d+(?:[\s.\-\u2010-\u2015]\d+)*/g;

/**
 * Tells whether a text holds something that looks like a card number: 13 to 19 digits that pass the Luhn check, alone or
 * within other text.
 */
export function looksLikeCardNumber(text: string): boolean {
  for (const [run] of text.normalize('NFKC').matchAll(DIGIT_RUN)) {
    if (someGroupsPass(run.split(/\D/))) return true;
  }
  return false;
}

/** Tries each sequence of neighbouring groups: a number may have other digits beside it. */
function someGroupsPass(groups: readonly string[]): boolean {
  return groups.some((_, first) => {
    let digits = '';
    for (let next = first; next < groups.length && digits.length < MAX_DIGITS; next += 1) {
      digits += groups[next] ?? '';
      if (digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS && passesLuhn(digits)) return true;
    }
    return false;
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = Number(digits.charAt(digits.length - 1 - index)) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
