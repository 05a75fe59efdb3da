import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import type { ImageFile } from '../domain/product-image';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';

/**
 * Takes an image away from a product. Its object in the store is deleted afterwards, however often that takes.
 *
 * @param em an open transaction
 * @throws DomainError not-found
 */
export async function deleteImage(
  em: EntityManager,
  productId: string,
  { contentHash, mediaType }: ImageFile,
  now: Date,
): Promise<void> {
  await lockProduct(em, productId);
  const [image]: { objectName: string | null }[] = await em.execute(
    `delete from product_images where product_id = ? and content_hash = ? and media_type = ?
     returning object_name as "objectName"`,
    [productId, contentHash, mediaType],
  );
  if (!image) throw notFound('image');
  if (image.objectName !== null) {
    await em.execute(
      'insert into unused_image_objects (object_name, due_at, attempts) values (?, now(), 0)',
      [image.objectName],
    );
  }
  announceChange(em, productId, 'updated', now);
  await em.flush();
}
