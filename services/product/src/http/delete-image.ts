import { noContent } from '@sidecart/platform';
import { parseImageFileName } from '../domain/product-image';
import { deleteImage } from '../use-cases/delete-image';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { ImagePath } from './image.schema';
import { route } from './route';

export const deleteImageRoute = route({
  method: 'delete',
  path: '/products/{productId}/images/{file}',
  operationId: 'deleteProductImage',
  summary: 'Take a picture away from a product. Copies that others keep are not reached.',
  tag: 'Images',
  access: 'staff',
  params: ImagePath,
  responses: { 204: null },
  problems: [404],
  async handler({ params: { productId, file }, deps, log }) {
    const which = parseImageFileName(file);
    await deps.em.transactional((em) => deleteImage(em, productId, which, deps.now()));
    await invalidateCatalogue(deps.cache, log);
    return noContent();
  },
});
