import fc from 'fast-check';
import { looksLikeId, MAX_SLUG_LENGTH, SLUG_PATTERN, toSlug } from './slug';

describe('toSlug', () => {
  it.each([
    ['Crème brûlée № 5', 'creme-brulee-no-5'],
    ['  24″ Monitor, 4K!  ', '24-monitor-4k'],
    ['日本', 'fallback'],
    ['018f3b5e-0000-7000-8000-000000000001', 'fallback'],
  ])('makes of %s %s', (name, slug) => {
    expect(toSlug(name, 'FALLBACK')).toBe(slug);
  });

  it('makes a slug of any name, never one that looks like an id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const slug = toSlug(name, 'x');
        expect(slug).toMatch(new RegExp(SLUG_PATTERN));
        expect(slug.length).toBeLessThanOrEqual(MAX_SLUG_LENGTH);
        expect(looksLikeId(slug)).toBe(false);
      }),
    );
  });
});
