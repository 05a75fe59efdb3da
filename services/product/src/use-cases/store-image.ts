import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { imageFileName, MAX_IMAGES_OF_PRODUCT } from '../domain/product-image';
import type { UploadMediaType } from '../domain/read-picture';
import type { ImageStore } from './image-store';
import { imageExists, tooManyImages } from './refuse-image';

export interface StoreImage {
  readonly productId: string;
  readonly contentHash: string;
  readonly mediaType: UploadMediaType;
  readonly bytes: Buffer;
}

/** An object that was stored and waits to become an image. */
export interface StoredObject {
  readonly imageId: string;
  readonly objectName: string;
}

/** How long an upload may take until what it stored is taken for left over. */
const ADOPTION_MINUTES = 60;

/**
 * Puts the bytes of an image into the store, under a name that nothing had before and nothing will have after. The name
 * is noted first, as one that is to be deleted: so nothing is left behind if the image never comes about. Must not be
 * called in a transaction, which the store would hold open.
 *
 * @throws DomainError not-found when there is no such product; conflict or refused when it cannot have this image;
 *   unavailable when the store is down
 */
export async function storeImage(
  em: EntityManager,
  images: ImageStore,
  { productId, contentHash, mediaType, bytes }: StoreImage,
): Promise<StoredObject> {
  await requireRoom(em, productId, contentHash);
  const imageId = uuidv7();
  const objectName = `${imageId}-${imageFileName(contentHash, mediaType)}`;
  await em.execute(
    `insert into unused_image_objects (object_name, due_at, attempts)
     values (?, now() + make_interval(mins => ?), 0)`,
    [objectName, ADOPTION_MINUTES],
  );
  await images.save(objectName, bytes, mediaType);
  return { imageId, objectName };
}

/** Saves a futile trip to the store; what counts is decided when the image is added. */
async function requireRoom(em: EntityManager, productId: string, contentHash: string): Promise<void> {
  const [product]: { count: string; known: boolean }[] = await em.execute(
    `select count(m.id), coalesce(bool_or(m.content_hash = ?), false) as known
       from products p left join product_images m on m.product_id = p.id where p.id = ? group by p.id`,
    [contentHash, productId],
  );
  if (!product) throw notFound('product');
  if (product.known) throw imageExists();
  if (Number(product.count) >= MAX_IMAGES_OF_PRODUCT) throw tooManyImages();
}
