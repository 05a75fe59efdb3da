import { DomainError } from '@sidecart/platform';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';

/** The types of pictures that may be uploaded. SVG is none of them: it may hold scripts. */
export const UPLOAD_MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;
export type UploadMediaType = (typeof UPLOAD_MEDIA_TYPES)[number];

export const MAX_SIDE_PIXELS = 8_000;
/** Four bytes each when it is shown: 160 MB at most, however few it takes to say so. */
export const MAX_PIXELS = 40_000_000;

/** Where the dimensions must stand. More is not looked at, so that no file can keep its reader busy. */
const HEAD_BYTES = 128 * 1_024;

export interface Picture {
  readonly mediaType: UploadMediaType;
  /** As it is shown: a photograph that is to be turned, turned. */
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
}

interface Format {
  /** Whether the bytes begin as this format does. */
  begins(head: Buffer): boolean;
  measure(head: Uint8Array): Size;
}

const text = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);

const FTYP_BRANDS_END = 64;

const formats: Readonly<Record<UploadMediaType, Format>> = {
  'image/png': {
    begins: (head) => text(head, 0, 8) === '\x89PNG\r\n\x1a\n' && text(head, 12, 16) === 'IHDR',
    measure: (head) => PNG.calculate(head),
  },
  'image/jpeg': {
    begins: (head) => text(head, 0, 3) === '\xff\xd8\xff',
    measure: (head) => JPG.calculate(head),
  },
  'image/webp': {
    begins: (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP',
    measure: (head) => WEBP.calculate(head),
  },
  'image/avif': {
    begins: (head) =>
      text(head, 4, 8) === 'ftyp' && /^(?:avif|mif1[^]*avif)/.test(text(head, 8, FTYP_BRANDS_END)),
    measure: largestPart,
  },
};

/**
 * Finds out what a file is by its bytes alone, whatever anybody says about it.
 *
 * @throws DomainError refused when it is none of the pictures that may be uploaded, or too large to be shown
 */
export function readPicture(bytes: Buffer): Picture {
  const head = bytes.subarray(0, HEAD_BYTES);
  const mediaType = UPLOAD_MEDIA_TYPES.find((type) => formats[type].begins(head));
  if (!mediaType) throw notAPicture('It is no PNG, JPEG, WebP or AVIF picture.');
  const { width, height, orientation = 1 } = measure(head, mediaType);
  if (width < 1 || height < 1) throw unreadable();
  if (width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS || width * height > MAX_PIXELS) throw tooLarge();
  // From the fifth on, the orientations of EXIF turn it by a quarter.
  return orientation >= 5 ? { mediaType, width: height, height: width } : { mediaType, width, height };
}

function measure(head: Buffer, mediaType: UploadMediaType): Size {
  try {
    // A copy of its own: the readers look beyond a view of a larger buffer.
    return formats[mediaType].measure(new Uint8Array(head));
  } catch {
    throw unreadable();
  }
}

/**
 * An AVIF states the size of each part that it is put together of, and of the whole, which is the largest. Read here and
 * not by the library, which takes a crop for a size and needs a time that grows with the square of the parts.
 */
function largestPart(bytes: Uint8Array): Size {
  const head = Buffer.from(bytes.buffer);
  let largest: Size = { width: 0, height: 0 };
  for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
    const part = { width: head.readUInt32BE(at + 8), height: head.readUInt32BE(at + 12) };
    if (part.width * part.height > largest.width * largest.height) largest = part;
  }
  return largest;
}

const notAPicture = (detail: string) => new DomainError('refused', 'not-an-image', detail);

const unreadable = () => notAPicture('Its dimensions cannot be read from its beginning.');

const tooLarge = () =>
  new DomainError(
    'refused',
    'image-dimensions',
    `It is larger than ${MAX_SIDE_PIXELS} pixels on a side or ${MAX_PIXELS} in all.`,
  );
