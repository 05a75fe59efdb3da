import { Uuid } from '@sidecart/contracts';
import { notFound, ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Category } from '../domain/category';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { CategoryView, EditCategoryBody } from './category.schema';
import { presentCategory } from './present-category';
import { route } from './route';

export const editCategoryRoute = route({
  method: 'patch',
  path: '/categories/{categoryId}',
  operationId: 'editCategory',
  summary: 'Rename a category, or place it elsewhere among its siblings.',
  tag: 'Categories',
  access: 'staff',
  params: Type.Object({ categoryId: Uuid }),
  body: EditCategoryBody,
  responses: { 200: CategoryView },
  problems: [404, 409],
  async handler({ params, body, deps, log }) {
    const category = await refuseDuplicates(
      deps.em.transactional(async (em) => {
        const found = await em.findOne(Category, { id: params.categoryId });
        if (!found) throw notFound('category');
        found.edit(body);
        return found;
      }),
    );
    await invalidateCatalogue(deps.cache, log);
    return ok(presentCategory(category));
  },
});
