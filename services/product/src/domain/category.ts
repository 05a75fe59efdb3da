import { ref, type Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';

export const MAX_CATEGORY_DEPTH = 4;

export interface NewCategory {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly position: number;
  readonly parent: Category | null;
}

export interface CategoryEdit {
  readonly slug?: string | undefined;
  readonly name?: string | undefined;
  readonly position?: number | undefined;
}

/** A node of the category tree. */
export class Category {
  id!: string;
  parent!: Ref<Category> | null;
  slug!: string;
  name!: string;
  /**
   * The ids from the root to this category, each followed by a slash: a subtree is what begins with its root's path.
   * Ids and not slugs, so that renaming a category touches one row.
   */
  path!: string;
  /** Where it stands among its siblings. */
  position!: number;

  /** @throws DomainError refused when the tree would become too deep */
  static create({ id, slug, name, position, parent }: NewCategory): Category {
    const category = Object.assign(new Category(), {
      id,
      slug,
      name: name.trim(),
      position,
      parent: parent === null ? null : ref(parent),
      path: `${parent?.path ?? ''}${id}/`,
    });
    if (category.depth > MAX_CATEGORY_DEPTH) throw tooDeep();
    return category;
  }

  /** How far it is from above the root: 1 for a root. */
  get depth(): number {
    return this.path.split('/').length - 1;
  }

  /**
   * The path it would have below another category, or as a root.
   *
   * @param levels how many levels its subtree has, itself included
   * @throws DomainError refused when it would be below itself, or the tree would become too deep
   */
  pathBelow(parent: Category | null, levels: number): string {
    if (parent?.path.startsWith(this.path)) {
      throw refusedParent(
        'category-cycle',
        'A category cannot be below itself.',
        'is the category or below it',
      );
    }
    if ((parent?.depth ?? 0) + levels > MAX_CATEGORY_DEPTH) throw tooDeep();
    return `${parent?.path ?? ''}${this.id}/`;
  }

  edit({ slug = this.slug, name = this.name, position = this.position }: CategoryEdit): void {
    this.slug = slug;
    this.name = name.trim();
    this.position = position;
  }
}

const refusedParent = (code: string, message: string, detail: string) =>
  new DomainError('refused', code, message, { errors: [{ in: 'body', pointer: '#/parentId', detail }] });

const tooDeep = () =>
  refusedParent(
    'category-too-deep',
    'Categories cannot be nested that deep.',
    `must be at most ${MAX_CATEGORY_DEPTH - 1} levels deep`,
  );
