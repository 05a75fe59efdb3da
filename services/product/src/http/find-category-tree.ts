import type { EntityManager } from '@mikro-orm/postgresql';
import type { CategoryNode } from './category.schema';

type Row = Omit<CategoryNode, 'children'> & { readonly parentId: string | null };

/** Reads all categories as a tree, siblings in their order. */
export async function findCategoryTree(em: EntityManager): Promise<CategoryNode[]> {
  const rows: Row[] = await em.execute(
    'select id, parent_id as "parentId", slug, name, position from categories order by position, name, id',
  );
  const children = new Map<string | null, Row[]>();
  for (const row of rows) children.set(row.parentId, [...(children.get(row.parentId) ?? []), row]);
  const nodesBelow = (parentId: string | null): CategoryNode[] =>
    (children.get(parentId) ?? []).map(({ id, slug, name, position }) => ({
      id,
      slug,
      name,
      position,
      children: nodesBelow(id),
    }));
  return nodesBelow(null);
}
