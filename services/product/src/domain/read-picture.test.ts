import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { avif, jpeg, png, webp } from '../../test/pictures';
import { MAX_PIXELS, MAX_SIDE_PIXELS, readPicture } from './read-picture';

const refusal = (bytes: Buffer): unknown => {
  try {
    return readPicture(bytes);
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};

describe('readPicture', () => {
  it.each([
    ['a PNG', png(640, 480), 'image/png'],
    ['a JPEG', jpeg(640, 480), 'image/jpeg'],
    ['a WebP', webp(640, 480), 'image/webp'],
    ['an AVIF', avif([640, 480]), 'image/avif'],
    ['an AVIF of several parts', avif([320, 480], [640, 480]), 'image/avif'],
  ])('knows %s by its bytes', (_what, bytes, mediaType) => {
    expect(readPicture(bytes)).toEqual({ mediaType, width: 640, height: 480 });
  });

  it('gives the size of a photograph as it is shown', () => {
    expect(readPicture(jpeg(640, 480, true))).toMatchObject({ width: 480, height: 640 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['a page', Buffer.from('<!doctype html><script>1</script>')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['only the first bytes of a PNG', png(640, 480).subarray(0, 18)],
    ['a JPEG without a frame', jpeg(640, 480).subarray(0, 20)],
    ['an AVIF without a size', avif()],
    ['a picture without an area', png(0, 480)],
  ])('refuses %s', (_what, bytes) => {
    expect(refusal(bytes)).toBe('not-an-image');
  });

  it.each([
    ['wide', png(MAX_SIDE_PIXELS + 1, 1)],
    ['high', webp(1, MAX_SIDE_PIXELS + 1)],
    ['large in all', png(MAX_SIDE_PIXELS, MAX_PIXELS / MAX_SIDE_PIXELS + 1)],
    ['large in a part that is not the whole', avif([10, 10], [60_000, 60_000])],
  ])('refuses what is too %s', (_what, bytes) => {
    expect(refusal(bytes)).toBe('image-dimensions');
  });

  it('takes what is as large as may be', () => {
    expect(readPicture(png(MAX_SIDE_PIXELS, MAX_PIXELS / MAX_SIDE_PIXELS)).width).toBe(MAX_SIDE_PIXELS);
  });

  it('answers to any bytes, and never by anything but a picture or a refusal', () => {
    const begins = [png(9, 9), jpeg(9, 9), jpeg(9, 9, true), webp(9, 9), avif([9, 9])];
    const damaged = fc.tuple(fc.constantFrom(...begins), fc.nat(120), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(damaged, ([whole, at, noise]) => {
        const bytes = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + noise.length)]);
        const answer = refusal(bytes);
        if (typeof answer === 'string') expect(['not-an-image', 'image-dimensions']).toContain(answer);
        else expect(answer).toMatchObject({ width: expect.any(Number), height: expect.any(Number) });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not kept busy by files made for that', () => {
    const many = avif(...Array.from({ length: 50_000 }, () => [1, 1] as const));
    expect(readPicture(many)).toMatchObject({ width: 1, height: 1 });
    const endless = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000_000, 1)]);
    expect(refusal(endless)).toBe('not-an-image');
    expect(refusal(Buffer.concat([png(1, 1).subarray(0, 8), randomBytes(5_000_000)]))).toBe('not-an-image');
  });
});
