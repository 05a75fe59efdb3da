import { saysCardCode } from './card-code';

describe('the code of a card', () => {
  it.each(['cvv 123', 'CVC: 4567', "cvv2='123'", 'security code: 123', 'CSC #999.'])(
    'is told in %j',
    (text) => {
      expect(saysCardCode(text)).toBe(true);
    },
  );

  it.each(['csc\u0001123', 'cvc\u008f\u00d0 123', 'cvv 12', 'cvv 12345', 'discvv 123', 'a security code'])(
    'is not in %j',
    (text) => {
      expect(saysCardCode(text)).toBe(false);
    },
  );
});
