import fc from 'fast-check';
import { guessableWords, replaceWords } from './search-words';

describe('the words of a search that may be misspelt', () => {
  it.each([
    ['latpop sleeve', ['latpop', 'sleeve']],
    ['latpop latpop', ['latpop']],
    ['"rain jakcet" -kestrl wool', ['wool']],
    ['"never closed wool', []],
    ['usb tv', []],
    ['sku-1234 mk2', []],
    ['naïve größe', ['naïve', 'größe']],
    ['', []],
  ])('of %j are %j', (search, words) => {
    expect(guessableWords(search)).toEqual(words);
  });

  it('are replaced where they stand, and nothing else is', () => {
    const corrections = new Map([['jakcet', 'jacket']]);
    expect(replaceWords('rain jakcet "jakcet" -jakcet jakcets', corrections)).toBe(
      'rain jacket "jakcet" -jakcet jakcets',
    );
  });

  it('leave a search as it is when there is nothing to correct', () => {
    fc.assert(fc.property(fc.string(), (search) => replaceWords(search, new Map()) === search));
  });
});
