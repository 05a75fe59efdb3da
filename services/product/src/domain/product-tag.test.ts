import fc from 'fast-check';
import { isTag, normaliseTags } from './product-tag';

describe('normaliseTags', () => {
  it('makes one tag of one word, however it is written', () => {
    expect(normaliseTags(['Gift Idea', ' gift-idea ', 'GIFT  IDEA!', 'café'])).toEqual(['cafe', 'gift-idea']);
  });

  it('names those of which nothing is left, or too much', () => {
    expect(() => normaliseTags(['good', '!!', 'x'.repeat(41)])).toThrow(
      expect.objectContaining({
        kind: 'malformed',
        details: {
          errors: [
            expect.objectContaining({ pointer: '#/tags/1' }),
            expect.objectContaining({ pointer: '#/tags/2' }),
          ],
        },
      }),
    );
  });

  it('makes tags of any words or refuses them, and leaves tags as they are', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(words, (texts) => {
        let tags: string[];
        try {
          tags = normaliseTags(texts);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'malformed' });
          return;
        }
        expect(tags.every(isTag)).toBe(true);
        expect(normaliseTags(tags)).toEqual(tags);
      }),
    );
  });
});
