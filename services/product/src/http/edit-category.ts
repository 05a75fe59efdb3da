import { ok } from '@sidecart/platform';
import { editCategory } from '../use-cases/edit-category';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { CategoryPath, CategoryView, EditCategoryBody } from './category.schema';
import { presentCategory } from './present-category';
import { route } from './route';

export const editCategoryRoute = route({
  method: 'patch',
  path: '/categories/{categoryId}',
  operationId: 'editCategory',
  summary: 'Rename a category, place it elsewhere among its siblings, or move it with all that is below it.',
  tag: 'Categories',
  access: 'staff',
  params: CategoryPath,
  body: EditCategoryBody,
  responses: { 200: CategoryView },
  problems: [404, 409, 422],
  async handler({ params, body, deps, log }) {
    const category = await refuseDuplicates(
      deps.em.transactional((em) => editCategory(em, params.categoryId, body)),
    );
    await invalidateCatalogue(deps.cache, log);
    return ok(presentCategory(category));
  },
});
