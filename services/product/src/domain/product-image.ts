import { createHash } from 'node:crypto';
import type { Ref } from '@mikro-orm/core';
import type { Product } from './product';

/** The media types of images and the file extension of each. */
export const IMAGE_EXTENSIONS = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
} as const;
export type ImageMediaType = keyof typeof IMAGE_EXTENSIONS;

export const MAX_IMAGES_OF_PRODUCT = 20;

/** A picture of a product. Its address holds the hash of its bytes, so what is at an address never changes. */
export class ProductImage {
  id!: string;
  product!: Ref<Product>;
  /** Where it stands among the product's images. */
  position!: number;
  contentHash!: string;
  mediaType!: ImageMediaType;
  alt!: string;
  /** In pixels, as it is shown; null for those of before this was asked. */
  width!: number | null;
  height!: number | null;
  sizeBytes!: number;
  /** Its name in the image store; null for a drawing of the seeded catalogue, whose bytes are here. */
  objectName!: string | null;
  bytes!: Buffer | null;
}

/** A name in the image store that no image has: not yet, or no longer. What is there is deleted when it is due. */
export class UnusedImageObject {
  objectName!: string;
  dueAt!: Date;
  /** How often its deletion was tried. */
  attempts!: number;
}

/** The name of some content: the first 128 bits of its SHA-256, in hexadecimal. */
export const contentHashOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** The file name under which an image is served. */
export const imageFileName = (contentHash: string, mediaType: ImageMediaType): string =>
  `${contentHash}.${IMAGE_EXTENSIONS[mediaType]}`;

/** What the file name of an image tells. */
export interface ImageFile {
  readonly contentHash: string;
  readonly mediaType: ImageMediaType;
}

/** Reads a file name made by `imageFileName`. */
export function parseImageFileName(file: string): ImageFile {
  const [contentHash = '', extension] = file.split('.');
  const types = Object.keys(IMAGE_EXTENSIONS) as ImageMediaType[];
  return {
    contentHash,
    mediaType: types.find((type) => IMAGE_EXTENSIONS[type] === extension) ?? 'image/png',
  };
}
