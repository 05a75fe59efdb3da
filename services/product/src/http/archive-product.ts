import { noContent } from '@sidecart/platform';
import { archiveProduct } from '../use-cases/archive-product';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { requireProductVersion } from './product-reply';
import { ProductPath } from './product.schema';
import { route } from './route';

export const archiveProductRoute = route({
  method: 'delete',
  path: '/products/{productId}',
  operationId: 'archiveProduct',
  summary: 'Take a product out of the catalogue. It is kept, for the orders that hold it.',
  tag: 'Products',
  access: 'staff',
  ifMatch: 'optional',
  params: ProductPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, ifMatch, deps, log }) {
    const requireVersion = (version: number) => requireProductVersion(ifMatch, version);
    await archiveProduct(deps.em, params.productId, requireVersion, deps.now());
    await invalidateCatalogue(deps.cache, log);
    return noContent();
  },
});
