import type { ProductStatus } from '../domain/product-status';
import type { GlyphName } from './glyphs';

export interface SeededCategory {
  readonly id: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  readonly path: string;
  readonly position: number;
}

export interface SeededVariant {
  readonly id: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly weightGrams: number;
  readonly stock: number;
}

export interface SeededProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly currency: string;
  readonly categoryId: string;
  readonly createdAt: Date;
  readonly optionNames: readonly string[];
  readonly variants: readonly SeededVariant[];
  /** What its pictures are made of. */
  readonly look: {
    readonly brand: string;
    readonly title: string;
    readonly glyph: GlyphName;
    readonly hue: number;
  };
}
