import { v7 as uuidv7 } from 'uuid';
import { toSlug } from '../domain/slug';
import type { Leaf } from './catalogue/leaf';
import type { PlacedLeaf } from './generate-categories';
import { generateVariants } from './generate-variants';
import { createRandom, type Random } from './random';
import type { SeededProduct } from './seeded-product';

const CURRENCY = 'EUR';
const OLDEST_MS = Date.UTC(2023, 0, 9);
const NEWEST_MS = Date.UTC(2025, 5, 30);
const MAX_STOCK = 180;
const SOLD_OUT = 0.07;
const NOT_FOR_SALE = 0.02;

/** Makes up the products of all leaves: every line of every brand in every version. */
export function generateProducts(leaves: readonly PlacedLeaf[], random: Random): SeededProduct[] {
  const products: SeededProduct[] = [];
  for (const placed of leaves) {
    for (const [brand, lines] of Object.entries(placed.leaf.brands)) {
      for (const line of lines) {
        products.push(...generateVersions(placed, { brand, line, first: products.length + 1 }, random));
      }
    }
  }
  return products;
}

/** The versions of one line: the same thing at the same date, told apart by name, price and stock. */
function generateVersions(
  { leaf, categoryId, hue }: PlacedLeaf,
  { brand, line, first }: { brand: string; line: string; first: number },
  random: Random,
): SeededProduct[] {
  const pitch = describe(leaf, brand, line, random);
  const createdAtMs = random.integer(OLDEST_MS, NEWEST_MS);
  const lineLevel = random.next();
  return leaf.versions.map((version, index) => {
    const name = nameOf(leaf, brand, line, version);
    const versionLevel = leaf.versionsCostTheSame ? lineLevel : index / (leaf.versions.length - 1);
    const serial = first + index;
    const id = uuidv7({ msecs: createdAtMs + index, random: random.bytes(16), seq: serial });
    const status = random.chance(NOT_FOR_SALE) ? random.pick(['draft', 'archived'] as const) : 'active';
    const only = {
      id,
      sku: `${leaf.slug.replaceAll('-', '').slice(0, 3).toUpperCase()}-${String(serial).padStart(5, '0')}`,
      priceMinor: priceOf(leaf, (lineLevel + versionLevel) / 2),
      stock: random.chance(SOLD_OUT) ? 0 : random.integer(1, MAX_STOCK),
    };
    return {
      id,
      slug: toSlug(name, ''),
      name,
      description: `${pitch} This one: ${version}.`,
      status,
      currency: CURRENCY,
      categoryId,
      createdAt: new Date(createdAtMs + index),
      optionNames: Object.keys(leaf.options ?? {}),
      variants: generateVariants(only, leaf.options ?? {}, createRandom(serial)),
      look: { brand, title: line, glyph: leaf.glyph, hue: (hue + random.integer(-24, 24) + 360) % 360 },
    };
  });
}

const nameOf = ({ naming, noun }: Leaf, brand: string, line: string, version: string): string =>
  naming === 'by' ? `${line} by ${brand} (${version})` : `${brand} ${line} ${noun}, ${version}`;

function describe(leaf: Leaf, brand: string, line: string, random: Random): string {
  const noun = leaf.noun.toLowerCase();
  const subject = leaf.naming === 'by' ? `${line}: a ${noun} by ${brand}` : `${brand} ${line} ${noun}`;
  return [`${subject}, made for ${random.pick(leaf.uses)}.`, ...random.sample(leaf.traits, 3)].join(' ');
}

/**
 * A price that looks like one.
 *
 * @param level where it lies between the cheapest (0) and the dearest (1) of its kind
 */
function priceOf({ priceMinor: [lowest, highest] }: Leaf, level: number): number {
  const exact = lowest + level ** 1.5 * (highest - lowest);
  const step = exact < 2_000 ? 50 : exact < 20_000 ? 100 : 1_000;
  return Math.max(lowest, Math.round(exact / step) * step - (step === 50 ? 1 : 10));
}
