import { created, DomainError, once } from '@sidecart/platform';
import { toSlug } from '../domain/slug';
import { createCategory } from '../use-cases/create-category';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { CategoryView, CreateCategoryBody } from './category.schema';
import { presentCategory } from './present-category';
import { route } from './route';

export const createCategoryRoute = route({
  method: 'post',
  path: '/categories',
  operationId: 'createCategory',
  summary: 'Add a category.',
  tag: 'Categories',
  access: 'staff',
  idempotencyKey: 'optional',
  body: CreateCategoryBody,
  responses: { 201: CategoryView },
  problems: [409, 422],
  async handler({ body, idempotency, deps, log }) {
    const slug = body.slug ?? toSlug(body.name, '');
    if (slug === '') throw slugNeeded();
    const input = { ...body, slug, parentId: body.parentId };
    const reply = await refuseDuplicates(
      once(deps.em, idempotency, async (em) => {
        const category = await createCategory(em, input);
        return created('/api/categories', presentCategory(category));
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return reply;
  },
});

const slugNeeded = () =>
  new DomainError('malformed', 'invalid-request', 'No slug can be made of this name.', {
    errors: [{ in: 'body', pointer: '#/slug', detail: 'is required for this name' }],
  });
