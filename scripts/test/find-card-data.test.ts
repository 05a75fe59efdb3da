import { findCardData } from '../src/scan/find-card-data';

describe('card data in a line', () => {
  it.each([
    ['{"cvv":"123"}', 'a member named cvv'],
    ['{"card/number":"1"}', 'a member named card/number'],
    ['{"ćcid":"1"}', 'a member named ćcid'],
    ['\u0001\u0002{"card number":"1"}\u0003', 'a member named card number'],
  ])('is seen in %j', (text, what) => {
    expect(findCardData(text)).toContain(what);
  });

  it.each(['\u0001\u0002"-§ðCId":"8', '{"cvv":null}', '{"cvv":"[redacted]"}'])('is not in %j', (text) => {
    expect(findCardData(text)).toEqual([]);
  });
});
