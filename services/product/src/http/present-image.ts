import type { Static } from '@sinclair/typebox';
import { imageFileName, type ImageMediaType } from '../domain/product-image';
import type { ImageView } from './product.schema';

export interface ImageRow {
  readonly contentHash: string;
  readonly mediaType: ImageMediaType;
  readonly alt: string;
}

/** Where a picture of a product is, as the client sees it. */
export const presentImage = (
  productId: string,
  { contentHash, mediaType, alt }: ImageRow,
): Static<typeof ImageView> => ({
  url: `/api/products/${productId}/images/${imageFileName(contentHash, mediaType)}`,
  alt,
});
