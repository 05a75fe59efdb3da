import { hasRole } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MAX_SLUG_LENGTH } from '../domain/slug';
import { cachedReply } from './cached-reply';
import { findProduct } from './find-product';
import { productReply } from './product-reply';
import { ProductView } from './product.schema';
import { route } from './route';

export const getProductRoute = route({
  method: 'get',
  path: '/products/{productId}',
  operationId: 'getProduct',
  summary: 'Read a product. Staff also read those that are not sold, and never an old copy.',
  tag: 'Products',
  access: 'optional',
  params: Type.Object({
    productId: Type.String({
      maxLength: MAX_SLUG_LENGTH,
      pattern: '^[a-z0-9-]+$',
      description: 'The id or the slug.',
    }),
  }),
  responses: { 200: ProductView, 304: null },
  problems: [404],
  async handler({ params, principal, header, deps }) {
    const { productId: idOrSlug } = params;
    if (principal && hasRole(principal.role, 'staff')) {
      return productReply(await findProduct(deps.em, idOrSlug, 'any'));
    }
    return cachedReply(deps.cache, `product:${idOrSlug}`, header('if-none-match'), async () => {
      const body = await findProduct(deps.em, idOrSlug, 'active');
      return { body, version: body.version };
    });
  },
});
