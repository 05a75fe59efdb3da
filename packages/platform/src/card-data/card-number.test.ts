import fc from 'fast-check';
import { looksLikeCardNumber } from './card-number';

/** Completes digits to a number that passes the Luhn check. */
const withCheckDigit = (digits: string): string => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return digits + String((10 - (sum % 10)) % 10);
};

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((values) => values.join(''));

describe('looksLikeCardNumber', () => {
  it.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '4242.4242.4242.4242',
    '4242 4242 4242 4242 12/34 123',
    '12 4242424242424242',
    'please refund 5555 5555 5555 4444, thank you',
    '378282246310005',
    '３７８２８２２４６３１０００５',
    '6304000000000000',
  ])('finds the number in "%s"', (text) => expect(looksLikeCardNumber(text)).toBe(true));

  it.each([
    '',
    'tok_visa',
    '4242424242424241',
    '424242424242',
    '018f3b5e-0000-7000-8000-000000000001',
    '42424242424242424242424242',
    'order SC-7K3M-9QXA-02BD of 2026-01-01',
  ])('finds none in "%s"', (text) => expect(looksLikeCardNumber(text)).toBe(false));

  it('finds every number of 13 to 19 digits that passes the check, and none that fails it', () => {
    fc.assert(
      fc.property(digits(12, 18), fc.integer({ min: 1, max: 9 }), (prefix, error) => {
        const number = withCheckDigit(prefix);
        const wrong = number.slice(0, -1) + String((Number(number.at(-1)) + error) % 10);
        expect(looksLikeCardNumber(`x${number}y`)).toBe(true);
        expect(looksLikeCardNumber(wrong)).toBe(false);
      }),
    );
  });

  it('finds it however it is grouped', () => {
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.'), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(digits(15, 15), separators, (prefix, between) => {
        const number = Array.from(withCheckDigit(prefix))
          .map((digit, index) => digit + (between[index] ?? ''))
          .join('');
        expect(looksLikeCardNumber(number)).toBe(true);
      }),
    );
  });
});
