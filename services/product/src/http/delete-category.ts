import { noContent } from '@sidecart/platform';
import { deleteCategory } from '../use-cases/delete-category';
import { invalidateCatalogue } from '../use-cases/invalidate-catalogue';
import { CategoryPath } from './category.schema';
import { route } from './route';

export const deleteCategoryRoute = route({
  method: 'delete',
  path: '/categories/{categoryId}',
  operationId: 'deleteCategory',
  summary: 'Delete a category that has neither products nor categories in it.',
  tag: 'Categories',
  access: 'staff',
  params: CategoryPath,
  responses: { 204: null },
  problems: [404, 409],
  async handler({ params, deps, log }) {
    await deps.em.transactional((em) => deleteCategory(em, params.categoryId));
    await invalidateCatalogue(deps.cache, log);
    return noContent();
  },
});
