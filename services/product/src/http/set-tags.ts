import { normaliseTags } from '../domain/product-tag';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { setTags } from '../use-cases/set-tags';
import { findProduct } from './find-product';
import { productReply, requireProductVersion } from './product-reply';
import { ProductPath, ProductView } from './product.schema';
import { route } from './route';
import { SetTagsBody } from './tag.schema';

export const setTagsRoute = route({
  method: 'put',
  path: '/products/{productId}/tags',
  operationId: 'setProductTags',
  summary: 'Give a product its tags, instead of those it has.',
  tag: 'Products',
  access: 'staff',
  ifMatch: 'required',
  params: ProductPath,
  body: SetTagsBody,
  responses: { 200: ProductView },
  problems: [404],
  async handler({ params: { productId }, body, ifMatch, deps, log }) {
    const tags = normaliseTags(body.tags);
    const product = await deps.em.transactional(async (em) => {
      const requireVersion = (version: number) => requireProductVersion(ifMatch, version);
      await setTags(em, productId, tags, requireVersion, deps.now());
      return findProduct(em, productId, 'any');
    });
    await invalidateCatalogue(deps.cache, log);
    return productReply(product);
  },
});
