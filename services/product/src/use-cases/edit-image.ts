import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { ProductImage, type ImageFile } from '../domain/product-image';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';

export interface EditImage {
  readonly productId: string;
  readonly file: ImageFile;
  readonly alt?: string | undefined;
  /** Where it is to stand among the images of the product, from 0; beyond the last, it becomes the last. */
  readonly position?: number | undefined;
}

/**
 * Changes what is said of an image, or moves it; the others make room.
 *
 * @param em an open transaction
 * @throws DomainError not-found
 */
export async function editImage(
  em: EntityManager,
  { productId, file, alt, position }: EditImage,
  now: Date,
): Promise<ProductImage> {
  await lockProduct(em, productId);
  const images = await em.find(
    ProductImage,
    { product: productId },
    { orderBy: { position: 'asc', id: 'asc' } },
  );
  const image = images.find(
    (one) => one.contentHash === file.contentHash && one.mediaType === file.mediaType,
  );
  if (!image) throw notFound('image');
  if (alt !== undefined) image.alt = alt.trim();
  if (position !== undefined) {
    const others = images.filter((one) => one !== image);
    const inOrder = [...others.slice(0, position), image, ...others.slice(position)];
    for (const [index, one] of inOrder.entries()) one.position = index;
  }
  announceChange(em, productId, 'updated', now);
  await em.flush();
  return image;
}
