import type { GlyphName } from '../glyphs';

/** A category at the end of a branch, and what its products are made up of: every line of every brand, in every version. */
export interface Leaf {
  readonly slug: string;
  readonly name: string;
  /** What one of its products is. */
  readonly noun: string;
  readonly glyph: GlyphName;
  /** What the cheapest and the dearest cost, in cents. */
  readonly priceMinor: readonly [lowest: number, highest: number];
  /** Brands and their lines; of books, authors and their titles. */
  readonly brands: Readonly<Record<string, readonly string[]>>;
  /** From the cheapest to the dearest, unless they cost the same, as colours do. */
  readonly versions: readonly string[];
  readonly versionsCostTheSame?: true;
  /** What each product can be had in, such as sizes: its variants are all combinations. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** Sentences about what is good about it. */
  readonly traits: readonly string[];
  /** Ends of "made for …". */
  readonly uses: readonly string[];
  /** `by` for titles by authors. */
  readonly naming?: 'by';
}

/** A branch of the catalogue: leaves, or further branches. */
export interface Branch {
  readonly slug: string;
  readonly name: string;
  readonly children: readonly (Branch | Leaf)[];
}

/** A root of the catalogue, with the hue (in degrees) of its pictures. */
export interface Department extends Branch {
  readonly hue: number;
}
