import { defineEntity, p } from '@mikro-orm/core';
import { ProductImage, UnusedImageObject, type ImageMediaType } from '../domain/product-image';
import { ProductSchema } from './entities';

export const ProductImageSchema = defineEntity({
  class: ProductImage,
  tableName: 'product_images',
  // The bytes are in one place: here, or in the image store.
  checks: [{ name: 'product_images_place', expression: '(bytes is null) = (object_name is not null)' }],
  uniques: [{ name: 'product_images_content', properties: ['product', 'contentHash'] }],
  indexes: [{ name: 'product_images_in_order', properties: ['product', 'position'] }],
  properties: {
    id: p.uuid().primary(),
    product: () => p.manyToOne(ProductSchema).ref().deleteRule('cascade'),
    position: p.smallint(),
    contentHash: p.text(),
    mediaType: p.text().$type<ImageMediaType>(),
    alt: p.text(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    sizeBytes: p.integer(),
    objectName: p.text().nullable().unique(),
    bytes: p.blob().lazy().nullable().$type<Buffer | null>(),
  },
});

export const UnusedImageObjectSchema = defineEntity({
  class: UnusedImageObject,
  tableName: 'unused_image_objects',
  properties: {
    objectName: p.text().primary(),
    dueAt: p.datetime().index(),
    attempts: p.integer(),
  },
});
