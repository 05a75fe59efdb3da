import { ref, type Ref } from '@mikro-orm/core';
import type { Category } from './category';
import { requireProductTransition, type ProductStatus } from './product-status';

export interface NewProduct {
  readonly id: string;
  readonly slug: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly status: Exclude<ProductStatus, 'archived'>;
  readonly priceMinor: number;
  readonly currency: string;
  readonly category: Category;
}

export type ProductEdit = { readonly [K in Exclude<keyof NewProduct, 'id'>]?: NewProduct[K] | undefined };

/** Something the shop sells. Its stock is kept apart, in `Inventory`. */
export class Product {
  id!: string;
  slug!: string;
  sku!: string;
  name!: string;
  description!: string;
  status!: ProductStatus;
  priceMinor!: number;
  currency!: string;
  category!: Ref<Category>;
  ratingCount!: number;
  ratingSum!: number;
  /** The average of all ratings, 0 while there are none; computed by the database. */
  readonly rating?: string;
  /** What full-text search looks at; computed by the database. */
  readonly search?: string;
  /** Counts the edits, so that two people cannot overwrite each other unawares. Ratings and stock do not count. */
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  static create({ category, ...input }: NewProduct, now: Date): Product {
    return Object.assign(new Product(), {
      ...input,
      // Space around what people write is not part of it.
      name: input.name.trim(),
      description: input.description.trim(),
      category: ref(category),
      ratingCount: 0,
      ratingSum: 0,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @throws DomainError conflict when the status cannot be reached from the present one
   */
  edit({ category, status, ...fields }: ProductEdit, now: Date): void {
    if (status !== undefined && status !== this.status) {
      requireProductTransition(this.status, status);
      this.status = status;
    }
    if (category !== undefined) this.category = ref(category);
    const trimmed = { name: fields.name?.trim(), description: fields.description?.trim() };
    const given = Object.entries({ ...fields, ...trimmed }).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(given));
    this.touch(now);
  }

  /** Takes it out of the catalogue for good. Orders that hold it are not affected. */
  archive(now: Date): void {
    requireProductTransition(this.status, 'archived');
    this.status = 'archived';
    this.touch(now);
  }

  private touch(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
