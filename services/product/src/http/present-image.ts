import type { Static } from '@sinclair/typebox';
import { imageFileName, type ImageMediaType } from '../domain/product-image';
import type { ImageDetail } from './image.schema';
import type { ImageView } from './product.schema';

export interface ImageRow {
  readonly contentHash: string;
  readonly mediaType: ImageMediaType;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Where a picture of a product is, as the client sees it. */
export const presentImage = (
  productId: string,
  { contentHash, mediaType, alt, width, height }: ImageRow,
): Static<typeof ImageView> => ({
  url: `/api/products/${productId}/images/${imageFileName(contentHash, mediaType)}`,
  alt,
  width,
  height,
});

/** A picture as staff see it. */
export const presentImageDetail = (
  productId: string,
  image: ImageRow & Pick<ImageDetail, 'sizeBytes' | 'position'>,
): ImageDetail => ({
  ...presentImage(productId, image),
  mediaType: image.mediaType,
  sizeBytes: image.sizeBytes,
  position: image.position,
});
