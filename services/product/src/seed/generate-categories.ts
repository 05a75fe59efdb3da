import { v5 as uuidv5 } from 'uuid';
import type { Branch, Department, Leaf } from './catalogue/leaf';
import type { SeededCategory } from './seeded-product';

/** The namespace of the ids of seeded categories, which follow from their slugs. */
const NAMESPACE = '0d6c1c5e-92a5-4f0e-8a6a-6a5b6f3a7f10';

export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly categoryId: string;
  readonly hue: number;
}

export interface CategoryTree {
  /** Parents before their children. */
  readonly categories: readonly SeededCategory[];
  readonly leaves: readonly PlacedLeaf[];
}

/** Lays out the tree of the catalogue. */
export function generateCategories(departments: readonly Department[]): CategoryTree {
  const categories: SeededCategory[] = [];
  const leaves: PlacedLeaf[] = [];

  function place(node: Branch | Leaf, parent: SeededCategory | null, position: number, hue: number): void {
    const id = uuidv5(node.slug, NAMESPACE);
    const category = {
      id,
      parentId: parent?.id ?? null,
      slug: node.slug,
      name: node.name,
      path: `${parent?.path ?? ''}${id}/`,
      position,
    };
    categories.push(category);
    if (!('children' in node)) leaves.push({ leaf: node, categoryId: id, hue });
    else node.children.forEach((child, index) => place(child, category, index, hue));
  }

  departments.forEach((department, index) => place(department, null, index, department.hue));
  return { categories, leaves };
}
