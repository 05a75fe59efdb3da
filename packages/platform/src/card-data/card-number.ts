const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** Digits in groups, as people write card numbers: with nothing, a space, a dot or a dash between them. */
const DIGIT_RUN = /\d+(?:[\s.\-\u2010-\u2015]\d+)*/g;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * Tells whether a text holds something that looks like a card number: 13 to 19 digits that pass the Luhn check, alone or
 * within other text. It would rather be wrong once than let one in; a UUID is none, whatever digits it has.
 */
export function looksLikeCardNumber(text: string): boolean {
  if (UUID.test(text)) return false;
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

/** A number that stands by itself, in one piece or in groups, and not within a longer word or an identifier. */
const ALONE = /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-]|\.\d)/g;

/** What numbers of payment cards begin with, by ISO/IEC 7812 and what the networks publish, and how long they are. */
const ISSUED: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^(5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d*(?<=^\d{16})$/,
  /^3[47]\d{13}$/,
  /^3(0[0-5]|[689]\d)\d{11,16}$/,
  /^35(2[89]|[3-8]\d)\d{12,15}$/,
  /^(6011|64[4-9]|65|62|81)\d*(?<=^\d{16,19})$/,
  /^(50|5[6-9]|6[0-9])\d*(?<=^\d{13,19})$/,
];

/**
 * Finds what is almost certainly a card number, in texts that are full of other numbers: it stands alone, passes the
 * Luhn check and begins as cards do.
 */
export const findCardNumbers = (text: string): string[] =>
  Array.from(text.matchAll(ALONE), ([number]) => number).filter((number) => {
    const digits = number.replaceAll(/\D/g, '');
    return ISSUED.some((pattern) => pattern.test(digits)) && passesLuhn(digits);
  });

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = Number(digits.charAt(digits.length - 1 - index)) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
