import { created, once } from '@sidecart/platform';
import { addVariant } from '../use-cases/change-variants';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { findProduct } from './find-product';
import { productHeaders, requireProductVersion } from './product-reply';
import { ProductPath, ProductView } from './product.schema';
import { route } from './route';
import { toStockedVariant } from './to-new-variants';
import { NewVariantBody } from './variant.schema';

export const addVariantRoute = route({
  method: 'post',
  path: '/products/{productId}/variants',
  operationId: 'addVariant',
  summary: 'Add a variant to a product that has options. The answer is the product.',
  tag: 'Variants',
  access: 'staff',
  idempotencyKey: 'optional',
  ifMatch: 'optional',
  params: ProductPath,
  body: NewVariantBody,
  responses: { 201: ProductView },
  problems: [404, 409, 422],
  async handler({ params: { productId }, body, ifMatch, principal, idempotency, deps, log }) {
    const requireVersion = (version: number) => requireProductVersion(ifMatch, version);
    const input = { ...toStockedVariant(body), actorId: principal.id };
    const reply = await refuseDuplicates(
      once(deps.em, idempotency, async (em) => {
        await addVariant(em, { productId, requireVersion, now: deps.now() }, input);
        const product = await findProduct(em, productId, 'any');
        return created(`/api/products/${productId}`, product, productHeaders(product));
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return reply;
  },
});
