import { Collection, ref, type Ref } from '@mikro-orm/core';
import { DomainError, notFound } from '@sidecart/platform';
import type { Category } from './category';
import { requireProductTransition, type ProductStatus } from './product-status';
import { ProductVariant, type NewVariant, type VariantEdit } from './product-variant';
import { MAX_VARIANTS, requireOptions, trimOptions } from './variant-options';

export interface NewProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly status: Exclude<ProductStatus, 'archived'>;
  readonly currency: string;
  readonly category: Category;
  /** What its variants differ in; nothing for a product that has only one. */
  readonly optionNames: readonly string[];
  /** At least one; exactly one without options. */
  readonly variants: readonly NewVariant[];
}

type EditableFields = Omit<NewProduct, 'id' | 'optionNames' | 'variants'>;
export type ProductEdit = { readonly [K in keyof EditableFields]?: EditableFields[K] | undefined } & Pick<
  VariantEdit,
  'sku' | 'priceMinor'
>;

/** Something the shop sells, in one variant or several. Their stock is kept apart, in `Inventory`. */
export class Product {
  id!: string;
  slug!: string;
  name!: string;
  description!: string;
  status!: ProductStatus;
  currency!: string;
  category!: Ref<Category>;
  optionNames!: string[];
  /** The lowest and the highest price of its active variants. */
  priceMinor!: number;
  maxPriceMinor!: number;
  /** The article numbers and the option values of its active variants, to be found by. */
  skus!: string;
  optionValues!: string;
  ratingCount!: number;
  ratingSum!: number;
  /** The average of all ratings, 0 while there are none; computed by the database. */
  readonly rating?: string;
  /** What full-text search looks at; computed by the database. */
  readonly search?: string;
  /**
   * Counts the edits, those of its variants too, so that two people cannot overwrite each other unawares. Ratings and
   * stock do not count.
   */
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  variants = new Collection<ProductVariant>(this);

  /** @throws DomainError refused or conflict when the variants do not fit the options, or are not told apart by them */
  static create({ category, variants, optionNames, ...input }: NewProduct, now: Date): Product {
    const product = Object.assign(new Product(), {
      ...input,
      // Space around what people write is not part of it.
      name: input.name.trim(),
      description: input.description.trim(),
      category: ref(category),
      optionNames: [...optionNames],
      ratingCount: 0,
      ratingSum: 0,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    variants.forEach((variant, index) => product.append(variant, `#/variants/${index}/options`, now));
    product.summarise();
    return product;
  }

  /**
   * Changes what is given and leaves the rest. Article number and price are those of its only variant.
   *
   * @throws DomainError conflict when the status cannot be reached from the present one; refused when the product comes
   *   in several variants, which have article numbers and prices of their own
   */
  edit({ category, status, sku, priceMinor, ...fields }: ProductEdit, now: Date): void {
    if (status !== undefined && status !== this.status) {
      requireProductTransition(this.status, status);
      this.status = status;
    }
    if (category !== undefined) this.category = ref(category);
    if (sku !== undefined || priceMinor !== undefined) {
      this.onlyVariant(sku === undefined ? 'priceMinor' : 'sku').edit({ sku, priceMinor }, now);
      this.summarise();
    }
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

  /** @throws DomainError refused or conflict when its options do not fit, or the product has no options to tell it by */
  addVariant(input: NewVariant, now: Date): ProductVariant {
    if (this.variants.length >= MAX_VARIANTS) {
      throw new DomainError(
        'refused',
        'too-many-variants',
        `A product has at most ${MAX_VARIANTS} variants.`,
      );
    }
    const variant = this.append(input, '#/options', now);
    this.changed(now);
    return variant;
  }

  /**
   * Changes what is given of a variant and leaves the rest.
   *
   * @throws DomainError not-found; refused or conflict when its options do not fit; conflict when nothing would be left
   *   to sell
   */
  editVariant(variantId: string, { options, ...edit }: VariantEdit, now: Date): void {
    const variant = this.variants.find(({ id }) => id === variantId);
    if (!variant) throw notFound('variant');
    const trimmed = options && trimOptions(options);
    if (trimmed) {
      const siblings = this.variants.filter((one) => one !== variant);
      requireOptions(this.optionNames, trimmed, siblings, '#/options');
    }
    variant.edit({ ...edit, options: trimmed }, now);
    this.changed(now);
  }

  /** @throws DomainError refused when the ids are not exactly those of its variants */
  orderVariants(variantIds: readonly string[], now: Date): void {
    const variants = this.variants.getItems();
    if (variantIds.length !== variants.length || !variants.every(({ id }) => variantIds.includes(id))) {
      throw new DomainError('refused', 'wrong-variants', 'The order must name each variant once.', {
        errors: [{ in: 'body', pointer: '#/variantIds', detail: 'must name each variant once' }],
      });
    }
    for (const variant of variants) variant.position = variantIds.indexOf(variant.id);
    this.touch(now);
  }

  private append(input: NewVariant, pointer: string, now: Date): ProductVariant {
    const options = trimOptions(input.options);
    const siblings = this.variants.getItems();
    requireOptions(this.optionNames, options, siblings, pointer);
    const position = Math.max(-1, ...siblings.map((sibling) => sibling.position)) + 1;
    const variant = ProductVariant.create(this, position, { ...input, options }, now);
    this.variants.add(variant);
    return variant;
  }

  private onlyVariant(field: string): ProductVariant {
    const [variant] = this.variants.getItems();
    if (variant && this.optionNames.length === 0) return variant;
    throw new DomainError('refused', 'variant-required', 'The variants of this product have their own.', {
      errors: [{ in: 'body', pointer: `#/${field}`, detail: 'is that of each variant' }],
    });
  }

  private changed(now: Date): void {
    this.summarise();
    this.touch(now);
  }

  /** Keeps what lists show and search of the active variants in the product itself. */
  private summarise(): void {
    const active = this.variants.getItems().filter((variant) => variant.isActive);
    if (active.length === 0) {
      throw new DomainError('conflict', 'last-variant', 'A product keeps at least one variant that is sold.');
    }
    const prices = active.map((variant) => variant.priceMinor);
    this.priceMinor = Math.min(...prices);
    this.maxPriceMinor = Math.max(...prices);
    this.skus = active.map((variant) => variant.sku).join(' ');
    this.optionValues = [...new Set(active.flatMap((variant) => Object.values(variant.options)))].join(' ');
  }

  private touch(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
