import { ref, type Ref } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import type { Product } from './product';

/** What is shown and sold, or kept only for the orders that hold it. */
export const VARIANT_STATUSES = ['active', 'archived'] as const;
export type VariantStatus = (typeof VARIANT_STATUSES)[number];

export interface NewVariant {
  readonly id: string;
  readonly sku: string;
  readonly priceMinor: number;
  readonly options: VariantOptions;
  readonly weightGrams: number | null;
}

export interface VariantEdit {
  readonly sku?: string | undefined;
  readonly priceMinor?: number | undefined;
  readonly options?: VariantOptions | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly status?: VariantStatus | undefined;
}

/**
 * What is really sold: a product in one size and one colour, with a price and a stock of its own. It is changed through
 * its product only. A product without options has one variant, whose id is the product's.
 */
export class ProductVariant {
  id!: string;
  product!: Ref<Product>;
  sku!: string;
  /** One value for each option of the product. */
  options!: VariantOptions;
  priceMinor!: number;
  weightGrams!: number | null;
  /** Where it stands among its siblings, from 0. */
  position!: number;
  status!: VariantStatus;
  createdAt!: Date;
  updatedAt!: Date;

  static create(product: Product, position: number, input: NewVariant, now: Date): ProductVariant {
    const { id, sku, priceMinor, options, weightGrams } = input;
    return Object.assign(new ProductVariant(), {
      ...{ id, sku, priceMinor, options, weightGrams },
      product: ref(product),
      position,
      status: 'active',
      createdAt: now,
      updatedAt: now,
    });
  }

  get isActive(): boolean {
    return this.status === 'active';
  }

  /** Changes what is given and leaves the rest. */
  edit(edit: VariantEdit, now: Date): void {
    const given = Object.entries(edit).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(given), { updatedAt: now });
  }
}
