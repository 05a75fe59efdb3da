import { notFound, ok } from '@sidecart/platform';
import { Product } from '../domain/product';
import { ProductImage } from '../domain/product-image';
import { ImageList } from './image.schema';
import { presentImageDetail } from './present-image';
import { ProductPath } from './product.schema';
import { route } from './route';

export const listImagesRoute = route({
  method: 'get',
  path: '/products/{productId}/images',
  operationId: 'listProductImages',
  summary: 'Read what is known of the pictures of a product.',
  tag: 'Images',
  access: 'staff',
  params: ProductPath,
  responses: { 200: ImageList },
  problems: [404],
  async handler({ params: { productId }, deps }) {
    const images = await deps.em.find(
      ProductImage,
      { product: productId },
      {
        fields: ['contentHash', 'mediaType', 'alt', 'width', 'height', 'sizeBytes', 'position'],
        orderBy: { position: 'asc', id: 'asc' },
      },
    );
    if (images.length === 0 && (await deps.em.count(Product, { id: productId })) === 0)
      throw notFound('product');
    return ok({ items: images.map((image) => presentImageDetail(productId, image)) });
  },
});
