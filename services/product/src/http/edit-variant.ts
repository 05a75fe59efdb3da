import { ProductView } from './product.schema';
import { replyChangedVariants } from './reply-changed-variants';
import { route } from './route';
import { EditVariantBody, VariantPath } from './variant.schema';

export const editVariantRoute = route({
  method: 'patch',
  path: '/products/{productId}/variants/{variantId}',
  operationId: 'editVariant',
  summary: 'Change a variant. If-Match and the answer are those of the product.',
  tag: 'Variants',
  access: 'staff',
  ifMatch: 'required',
  params: VariantPath,
  body: EditVariantBody,
  responses: { 200: ProductView },
  problems: [404, 409, 422],
  handler: ({ params: { productId, variantId }, body, ifMatch, deps, log }) =>
    replyChangedVariants(deps, { productId, ifMatch, log }, (product, at) =>
      product.editVariant(variantId, body, at),
    ),
});
