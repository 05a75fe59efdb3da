import { v7 as uuidv7 } from 'uuid';
import type { Random } from './random';
import { reviewTexts } from './review-texts';
import type { SeededProduct } from './seeded-product';

export interface SeededReview {
  readonly id: string;
  readonly productId: string;
  readonly customerId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
}

const REVIEWED = 0.6;
const DAY_MS = 24 * 3_600_000;

/** How often each rating is given, of twenty. */
const RATINGS = [5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 2, 2, 1] as const;

/**
 * Makes up reviews for a part of the products that are sold: one of a product by a customer at most.
 *
 * @param nounOf what a product is, by its id
 */
export function generateReviews(
  products: readonly SeededProduct[],
  customerIds: readonly string[],
  nounOf: ReadonlyMap<string, string>,
  random: Random,
): SeededReview[] {
  return products
    .filter((product) => product.status === 'active' && random.chance(REVIEWED))
    .flatMap((product) =>
      random.sample(customerIds, random.integer(1, customerIds.length)).map((customerId) => {
        const rating = random.pick(RATINGS);
        const { titles, bodies } = reviewTexts[rating];
        const createdAt = new Date(product.createdAt.getTime() + random.integer(3, 300) * DAY_MS);
        return {
          id: uuidv7({ msecs: createdAt.getTime(), random: random.bytes(16) }),
          productId: product.id,
          customerId,
          rating,
          title: random.pick(titles),
          body: random.pick(bodies).replaceAll('{noun}', nounOf.get(product.categoryId) ?? 'thing'),
          createdAt,
        };
      }),
    );
}
