import { randomBytes } from 'node:crypto';

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
};
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const inside = Buffer.concat([Buffer.from(type, 'latin1'), ...content]);
  return Buffer.concat([u32(inside.length + 4), inside]);
};

/** A PNG as far as its header goes; what follows makes it a file of its own. */
export const png = (width: number, height: number, body: Buffer = randomBytes(40)): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    box('IHDR').fill(13, 3, 4),
    u32(width, height),
    Buffer.from([8, 6, 0, 0, 0]),
    body,
  ]);

/** @param turned whether EXIF says that it is to be shown turned by a quarter */
export function jpeg(width: number, height: number, turned = false): Buffer {
  const tiff = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    u32(8),
    u16(1),
    ...[u16(274), u16(3), u32(1), u16(6), u16(0)],
    u32(0),
  ]);
  const first = turned ? [Buffer.from([0xff, 0xe1]), u16(tiff.length + 2), tiff] : [jfif];
  const frame = Buffer.concat([
    Buffer.from([8]),
    u16(height),
    u16(width),
    Buffer.from([3, ...Array<number>(9).fill(1)]),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...first,
    Buffer.from([0xff, 0xc0]),
    u16(frame.length + 2),
    frame,
    randomBytes(40),
  ]);
}

const jfif = Buffer.concat([
  Buffer.from([0xff, 0xe0]),
  u16(16),
  Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
]);

export function webp(width: number, height: number): Buffer {
  const canvas = Buffer.alloc(10);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const chunk = Buffer.concat([Buffer.from('VP8X\x0a\0\0\0', 'latin1'), canvas, randomBytes(40)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(chunk.length + 4);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunk]);
}

/** @param parts the sizes of what it is put together of, the whole first */
export const avif = (...parts: readonly (readonly [width: number, height: number])[]): Buffer => {
  const sizes = parts.map((part) => box('ispe', u32(0, ...part)));
  const meta = box('meta', u32(0), box('iprp', box('ipco', ...sizes)));
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')),
    meta,
    box('mdat', randomBytes(40)),
  ]);
};
