import { waitFor } from '../shop-client';
import { createProduct, isDecided, placeOrder, readOrder, readStock, type Stock } from './goods';
import type { Buyer, Person } from './person';

export interface Rush {
  readonly staff: Person;
  /** Taken in turn when there are fewer of them than requests. */
  readonly buyers: readonly Buyer[];
  readonly requests: number;
  readonly pieces: number;
}

export interface RushOutcome {
  readonly sold: number;
  readonly soldOut: number;
  /** Any other answer, as `status code`. */
  readonly others: readonly string[];
  readonly confirmed: number;
  readonly stock: Stock;
  /** From the first request to the last answer. */
  readonly seconds: number;
}

/** Lets all requests for one piece of a new product go at once, and waits until its books are closed. */
export async function rush({ staff, buyers, requests, pieces }: Rush): Promise<RushOutcome> {
  const productId = await createProduct(staff, pieces);
  // Tokens first, so that nothing but the orders themselves is between the requests.
  await Promise.all(buyers.map((buyer) => buyer.token()));
  const startedAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: requests }, async (_, index) => {
      const buyer = buyers[index % buyers.length] as Buyer;
      return { buyer, ...(await placeOrder(buyer, { productId })) };
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const placed = answers.filter(({ status }) => status === 201);
  const codes = answers
    .filter(({ status }) => status !== 201)
    .map(({ status, body }) => `${status} ${(body as { code?: string }).code ?? ''}`);
  const orders = await Promise.all(
    placed.map(({ buyer, body }) =>
      waitFor(`The end of order ${body.id}`, async () => {
        const order = await readOrder(buyer, body.id);
        return isDecided(order) ? order : undefined;
      }),
    ),
  );
  const stock = await waitFor('The end of all reservations', async () => {
    const present = await readStock(staff, productId);
    return present.reserved === 0 ? present : undefined;
  });
  return {
    sold: placed.length,
    soldOut: codes.filter((code) => /out-of-stock/.test(code)).length,
    others: codes.filter((code) => !/out-of-stock/.test(code)),
    confirmed: orders.filter(({ status }) => status === 'confirmed').length,
    stock,
    seconds,
  };
}

/** Says what is not as it must be: exactly the pieces that are there are sold, and nothing stays reserved. */
export function findOversell(
  { sold, soldOut, others, confirmed, stock }: RushOutcome,
  { requests, pieces }: Pick<Rush, 'requests' | 'pieces'>,
): string[] {
  const expected = Math.min(pieces, requests);
  return [
    ...(sold === expected ? [] : [`${sold} of ${pieces} pieces were sold`]),
    ...(confirmed === sold ? [] : [`${confirmed} of ${sold} orders were confirmed`]),
    ...(soldOut === requests - expected
      ? []
      : [`${soldOut} of ${requests - expected} were told: out of stock`]),
    ...(others.length === 0 ? [] : [`other answers: ${[...new Set(others)].join(', ')}`]),
    ...(stock.onHand === pieces - expected ? [] : [`${stock.onHand} are on hand`]),
    ...(stock.reserved === 0 ? [] : [`${stock.reserved} are still reserved`]),
  ];
}
