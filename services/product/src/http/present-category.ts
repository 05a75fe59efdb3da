import type { Category } from '../domain/category';
import type { CategoryView } from './category.schema';

export const presentCategory = ({ id, slug, name, position, parent }: Category): CategoryView => ({
  id,
  slug,
  name,
  position,
  parentId: parent?.id ?? null,
});
