import { StrictObject, TextLine, Uuid } from '@sidecart/contracts';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { MAX_CATEGORY_DEPTH } from '../domain/category';
import { Nullable } from './nullable.schema';
import { Slug } from './product.schema';

const SLUG = 'The name in addresses: lower-case words joined by hyphens.';

const Position = (options: { default?: number } = {}) =>
  Type.Integer({
    ...options,
    minimum: 0,
    maximum: 10_000,
    description: 'Where it stands among its siblings; the lowest is first.',
  });

export const CreateCategoryBody = StrictObject({
  name: TextLine(100, 'What it is called.'),
  slug: Type.Optional(Slug(`${SLUG} Made of the name when absent.`)),
  parentId: Type.Optional(
    Type.String({ format: 'uuid', description: 'The category above it; without one it is a root.' }),
  ),
  position: Position({ default: 0 }),
});

export const EditCategoryBody = Type.Partial(
  StrictObject({
    name: TextLine(100, 'What it is called.'),
    slug: Slug(SLUG),
    parentId: Nullable(
      Type.String({ format: 'uuid' }),
      'The category to move it below, with all that is below it; null makes it a root.',
    ),
    position: Position(),
  }),
  { additionalProperties: false, minProperties: 1, description: 'What is absent stays as it is.' },
);

const category = { id: Uuid, slug: Type.String(), name: Type.String(), position: Type.Integer() };

export const CategoryView = Type.Object({
  ...category,
  parentId: Nullable(Type.String(), 'The category above it; null for a root.'),
});
export type CategoryView = Static<typeof CategoryView>;

export interface CategoryNode {
  id: string;
  slug: string;
  name: string;
  position: number;
  children: CategoryNode[];
}

/** As deep as categories can be nested: spelled out, since a schema that refers to itself cannot be merged. */
const nodesOfDepth = (depth: number): TSchema =>
  Type.Array(
    Type.Object({ ...category, children: depth > 1 ? nodesOfDepth(depth - 1) : Type.Array(Type.Never()) }),
    { description: 'In their order.' },
  );

export const CategoryTree = Type.Object({ items: nodesOfDepth(MAX_CATEGORY_DEPTH) });

export const CategoryPath = Type.Object({ categoryId: Uuid });
