/** What card schemes and forms call the code on a card and what else must never be stored of it, without separators. */
const CODE_NAMES = new Set(
  (
    'cvv cvv2 cvc cvc2 cvn cvn2 cvd cid csc cav2 securitycode cardsecuritycode cardcode cardverificationcode ' +
    'cardverificationvalue verificationvalue pin pinblock track1 track2 trackdata magneticstripe cardnumber ccnumber ' +
    'creditcardnumber debitcardnumber pan primaryaccountnumber'
  ).split(' '),
);

/** Between name and number stands what people write there: any byte at all would find codes in compressed data. */
const CODE_IN_TEXT =
  /\b(?:cvv2?|cvc2?|cvn2?|csc|cav2|(?:card )?security code)[\s:=#"'().,-]{1,3}\d{3,4}(?!\d)/i;

/** Whether a member’s name says that it holds a card’s number, its code, its PIN or its magnetic stripe. */
export const isCardDataName = (name: string): boolean =>
  CODE_NAMES.has(name.toLowerCase().replaceAll(/[^a-z\d]/g, ''));

/** Whether a text says the code of a card: “cvv 123”. */
export const saysCardCode = (text: string): boolean => CODE_IN_TEXT.test(text);
