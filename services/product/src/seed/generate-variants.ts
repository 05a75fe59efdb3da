import { v5 as uuidv5 } from 'uuid';
import type { Random } from './random';
import type { SeededVariant } from './seeded-product';

const LARGEST_COSTS_MORE_MINOR = 500;
const SOLD_OUT = 0.1;
const WEIGHT_GRAMS = [120, 4_800] as const;

/** What a product would be if it had one variant only. */
type OnlyVariant = Omit<SeededVariant, 'options' | 'weightGrams'>;

/**
 * Makes up the variants of a product: every combination of its options, or the only one, whose id is the product's.
 *
 * @param random of this product alone, so that options of one change nothing of the others
 */
export function generateVariants(
  only: OnlyVariant,
  options: Readonly<Record<string, readonly string[]>>,
  random: Random,
): SeededVariant[] {
  const weightGrams = random.integer(...WEIGHT_GRAMS);
  const [firstOption] = Object.keys(options);
  if (firstOption === undefined) return [{ ...only, options: {}, weightGrams }];
  const largest = options[firstOption]?.at(-1);
  return combine(options).map((combination) => {
    const values = Object.values(combination);
    return {
      id: uuidv5(values.join('/'), only.id),
      sku: [only.sku, ...values].join('-').toUpperCase(),
      options: combination,
      priceMinor: only.priceMinor + (combination[firstOption] === largest ? LARGEST_COSTS_MORE_MINOR : 0),
      weightGrams,
      stock: only.stock === 0 || random.chance(SOLD_OUT) ? 0 : random.integer(1, only.stock),
    };
  });
}

const combine = (options: Readonly<Record<string, readonly string[]>>): Record<string, string>[] =>
  Object.entries(options).reduce<Record<string, string>[]>(
    (combinations, [name, values]) =>
      combinations.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value }))),
    [{}],
  );
