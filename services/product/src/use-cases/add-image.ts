import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { unavailable } from '@sidecart/platform';
import { Product } from '../domain/product';
import { MAX_IMAGES_OF_PRODUCT, ProductImage } from '../domain/product-image';
import type { Picture } from '../domain/read-picture';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';
import { tooManyImages } from './refuse-image';
import type { StoredObject } from './store-image';

export interface AddImage extends Picture {
  readonly productId: string;
  readonly contentHash: string;
  readonly alt: string;
  readonly sizeBytes: number;
  readonly stored: StoredObject;
}

/**
 * Makes what was stored an image of a product, its last one.
 *
 * @param em an open transaction
 * @throws DomainError not-found, or refused when it has too many; unavailable when it took so long that what was stored
 *   counts as left over
 * @throws UniqueConstraintViolationException when it has the same one already; see `refuseDuplicates`
 */
export async function addImage(em: EntityManager, input: AddImage, now: Date): Promise<ProductImage> {
  const { productId, stored, alt, ...fields } = input;
  await lockProduct(em, productId);
  const [last]: { count: string; position: number }[] = await em.execute(
    'select count(*), coalesce(max(position), -1) as position from product_images where product_id = ?',
    [productId],
  );
  if (Number(last?.count) >= MAX_IMAGES_OF_PRODUCT) throw tooManyImages();
  await adopt(em, stored.objectName);
  const image = Object.assign(new ProductImage(), {
    ...fields,
    id: stored.imageId,
    product: ref(em.getReference(Product, productId)),
    position: (last?.position ?? -1) + 1,
    alt: alt.trim(),
    objectName: stored.objectName,
    bytes: null,
  });
  em.persist(image);
  announceChange(em, productId, 'updated', now);
  await em.flush();
  return image;
}

/** Takes the object off the list of what is to be deleted, unless its deletion has begun. */
async function adopt(em: EntityManager, objectName: string): Promise<void> {
  const taken: unknown[] = await em.execute(
    'delete from unused_image_objects where object_name = ? and attempts = 0 returning object_name',
    [objectName],
  );
  if (taken.length === 0) throw unavailable('image store');
}
