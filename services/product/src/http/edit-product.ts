import { editProduct } from '../use-cases/edit-product';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { findProduct } from './find-product';
import { productReply, requireProductVersion } from './product-reply';
import { EditProductBody, ProductPath, ProductView } from './product.schema';
import { requireSlug } from './require-slug';
import { route } from './route';

export const editProductRoute = route({
  method: 'patch',
  path: '/products/{productId}',
  operationId: 'editProduct',
  summary: 'Change a product.',
  tag: 'Products',
  access: 'staff',
  ifMatch: 'required',
  params: ProductPath,
  body: EditProductBody,
  responses: { 200: ProductView },
  problems: [404, 409, 422],
  async handler({ params, body, ifMatch, deps, log }) {
    const { productId } = params;
    requireSlug(body.slug);
    const product = await refuseDuplicates(
      deps.em.transactional(async (em) => {
        const requireVersion = (version: number) => requireProductVersion(ifMatch, version);
        await editProduct(em, productId, body, requireVersion, deps.now());
        return findProduct(em, productId, 'any');
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return productReply(product);
  },
});
