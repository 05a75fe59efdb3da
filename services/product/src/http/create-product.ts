import { created, once } from '@sidecart/platform';
import { toSlug } from '../domain/slug';
import { createProduct } from '../use-cases/create-product';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { findProduct } from './find-product';
import { productHeaders } from './product-reply';
import { CreateProductBody, ProductView } from './product.schema';
import { requireSlug } from './require-slug';
import { route } from './route';
import { toNewVariants } from './to-new-variants';

export const createProductRoute = route({
  method: 'post',
  path: '/products',
  operationId: 'createProduct',
  summary: 'Add a product to the catalogue, in one variant or several.',
  tag: 'Products',
  access: 'staff',
  idempotencyKey: 'optional',
  body: CreateProductBody,
  responses: { 201: ProductView },
  problems: [409, 422],
  async handler({ body, principal, idempotency, deps, log }) {
    const { optionNames, variants } = toNewVariants(body);
    const slug = body.slug ?? toSlug(body.name, variants[0]?.sku ?? '');
    requireSlug(slug);
    const { name, description, status, currency, categoryId } = body;
    const input = {
      ...{ slug, name, description, status, currency, categoryId },
      ...{ optionNames, variants, actorId: principal.id },
    };
    const reply = await refuseDuplicates(
      once(deps.em, idempotency, async (em) => {
        const product = await findProduct(em, await createProduct(em, input, deps.now()), 'any');
        return created(`/api/products/${product.id}`, product, productHeaders(product));
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return reply;
  },
});
