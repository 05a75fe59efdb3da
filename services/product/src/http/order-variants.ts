import { ProductPath, ProductView } from './product.schema';
import { replyChangedVariants } from './reply-changed-variants';
import { route } from './route';
import { VariantOrderBody } from './variant.schema';

export const orderVariantsRoute = route({
  method: 'put',
  path: '/products/{productId}/variant-order',
  operationId: 'orderVariants',
  summary: 'Put the variants of a product in another order. The answer is the product.',
  tag: 'Variants',
  access: 'staff',
  ifMatch: 'required',
  params: ProductPath,
  body: VariantOrderBody,
  responses: { 200: ProductView },
  problems: [404, 422],
  handler: ({ params: { productId }, body, ifMatch, deps, log }) =>
    replyChangedVariants(deps, { productId, ifMatch, log }, (product, at) =>
      product.orderVariants(body.variantIds, at),
    ),
});
