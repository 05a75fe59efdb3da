import { findStandardTax } from './tax-table';

describe('the table of taxes', () => {
  it.each([
    ['DE', undefined, { included: true, ratePpm: 190_000 }],
    ['FI', 'Uusimaa', { included: true, ratePpm: 255_000 }],
    ['US', 'CA', { included: false, ratePpm: 72_500 }],
    ['US', 'us-mn', { included: false, ratePpm: 68_750 }],
    ['US', 'OR', { included: false, ratePpm: 0 }],
    ['JP', undefined, { included: true, ratePpm: 0 }],
  ])('has the rate of %s %s', (country, region, tax) => {
    expect(findStandardTax(country, region)).toEqual(tax);
  });

  it.each([undefined, '', 'California', 'ZZ', 'constructor'])(
    'does not guess the tax of an American address in %s',
    (region) => {
      expect(findStandardTax('US', region)).toBeUndefined();
    },
  );
});
