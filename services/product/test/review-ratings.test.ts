import fc from 'fast-check';
import { buyersOf, type Buyer } from './buyers';
import { rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const { buy, review } = buyersOf(() => service);

/** Products whose rating is not what their published reviews add up to. */
const MISCOUNTED = `
  select p.id from products p left join product_reviews r on r.product_id = p.id and r.status = 'published'
   group by p.id having p.rating_count <> count(r.id) or p.rating_sum <> coalesce(sum(r.rating), 0)`;

const ACTIONS = ['write', 'edit', 'delete', 'publish', 'reject'] as const;
const step = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  action: fc.constantFrom(...ACTIONS),
  rating: fc.integer({ min: 1, max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function perform(productId: string, { token }: Buyer, { action, rating }: Step): Promise<number> {
  if (action === 'write') return (await review(productId, token, { rating })).status;
  const mine = await service.send('GET', '/reviews/mine', { token });
  const own = (mine.body.items as { id: string; productId: string }[]).find(
    (one) => one.productId === productId,
  );
  if (!own) return 404;
  const ifMatch = { 'if-match': '*' };
  if (action === 'edit')
    return (await service.send('PATCH', `/reviews/${own.id}`, { token, headers: ifMatch, body: { rating } }))
      .status;
  if (action === 'delete') return (await service.send('DELETE', `/reviews/${own.id}`, { token })).status;
  const body = action === 'publish' ? { status: 'published' } : { status: 'rejected', reason: 'Rude.' };
  return (
    await service.send('PUT', `/reviews/${own.id}/moderation`, { token: staff, headers: ifMatch, body })
  ).status;
}

describe('the rating of a product', () => {
  it('is what its published reviews add up to, whatever authors and staff do at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        async (rounds) => {
          const { id } = await service.addProduct();
          const buyers = await Promise.all([0, 1, 2].map(() => buy(id)));
          for (const round of rounds) {
            const statuses = await Promise.all(round.map((one) => perform(id, buyers[one.who]!, one)));
            // Each is done or refused for a reason, and none fails.
            for (const status of statuses) expect([200, 201, 204, 404, 409]).toContain(status);
            expect(await rows(service, MISCOUNTED)).toEqual([]);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
