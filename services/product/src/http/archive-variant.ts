import { ProductView } from './product.schema';
import { replyChangedVariants } from './reply-changed-variants';
import { route } from './route';
import { VariantPath } from './variant.schema';

export const archiveVariantRoute = route({
  method: 'delete',
  path: '/products/{productId}/variants/{variantId}',
  operationId: 'archiveVariant',
  summary: 'Stop selling a variant. It is kept, for the orders that hold it. The answer is the product.',
  tag: 'Variants',
  access: 'staff',
  ifMatch: 'optional',
  params: VariantPath,
  responses: { 200: ProductView },
  problems: [404, 409],
  handler: ({ params: { productId, variantId }, ifMatch, deps, log }) =>
    replyChangedVariants(deps, { productId, ifMatch, log }, (product, at) =>
      product.editVariant(variantId, { status: 'archived' }, at),
    ),
});
