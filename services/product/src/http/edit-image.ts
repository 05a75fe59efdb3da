import { ok } from '@sidecart/platform';
import { parseImageFileName } from '../domain/product-image';
import { editImage } from '../use-cases/edit-image';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { EditImageBody, ImageDetail, ImagePath } from './image.schema';
import { presentImageDetail } from './present-image';
import { route } from './route';

export const editImageRoute = route({
  method: 'patch',
  path: '/products/{productId}/images/{file}',
  operationId: 'editProductImage',
  summary: 'Change what is said of a picture, or where it stands among those of the product.',
  tag: 'Images',
  access: 'staff',
  params: ImagePath,
  body: EditImageBody,
  responses: { 200: ImageDetail },
  problems: [404],
  async handler({ params: { productId, file }, body, deps, log }) {
    const edit = { ...body, productId, file: parseImageFileName(file) };
    const image = await deps.em.transactional((em) => editImage(em, edit, deps.now()));
    await invalidateCatalogue(deps.cache, log);
    return ok(presentImageDetail(productId, image));
  },
});
