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

/** A picture of a product. Its address holds the hash of its bytes, so what is at an address never changes. */
export class ProductImage {
  id!: string;
  product!: Ref<Product>;
  /** Where it stands among the product's images, from 0. */
  position!: number;
  contentHash!: string;
  mediaType!: ImageMediaType;
  alt!: string;
  bytes!: Buffer;
}

/** The name of some content: the first 128 bits of its SHA-256, in hexadecimal. */
export const contentHashOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** The file name under which an image is served. */
export const imageFileName = (contentHash: string, mediaType: ImageMediaType): string =>
  `${contentHash}.${IMAGE_EXTENSIONS[mediaType]}`;
