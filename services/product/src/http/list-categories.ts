import { CategoryTree } from './category.schema';
import { readCategoryTree } from './read-category-tree';
import { route } from './route';

export const listCategoriesRoute = route({
  method: 'get',
  path: '/categories',
  operationId: 'listCategories',
  summary: 'Read the category tree.',
  tag: 'Categories',
  access: 'public',
  responses: { 200: CategoryTree, 304: null },
  handler: ({ header, deps }) => readCategoryTree(deps, header('if-none-match')),
});
