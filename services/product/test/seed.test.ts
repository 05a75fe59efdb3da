import { generateCatalogue, seedCatalogue } from '../src/seed/seed-catalogue';
import { rows, startProductService, type ProductService } from './harness';

const customers = [1, 2, 3].map((n) => `018f3b5e-0000-7000-8000-00000000000${n}`);

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

describe('the seeded catalogue', () => {
  it('is the same every time, and large', () => {
    const [one, two] = [generateCatalogue(customers), generateCatalogue(customers)];
    expect(two).toEqual(one);
    expect(one.products.length).toBeGreaterThanOrEqual(2_000);
    const parents = new Set(one.categories.map(({ parentId }) => parentId));
    expect(one.categories.filter(({ id }) => !parents.has(id)).length).toBeGreaterThanOrEqual(30);
    for (const key of ['id', 'slug', 'name'] as const) {
      expect(new Set(one.products.map((product) => product[key])).size).toBe(one.products.length);
    }
  });

  it('is written once, also when two seed at the same time', async () => {
    const written = await Promise.all([1, 2].map(() => seedCatalogue(service.orm.em.fork(), customers)));
    expect(written.sort((a, b) => a - b)[0]).toBe(0);
    expect(await seedCatalogue(service.orm.em.fork(), customers)).toBe(0);
    const [row] = await rows<{ count: string }>(service, 'select count(*) from products');
    expect(Number(row?.count)).toBe(written[1]);
  }, 60_000);

  it('keeps the laws of stock, and its ratings are those of its reviews', async () => {
    await service.expectLawsToHold();
    expect(
      await rows(
        service,
        `select p.id from products p left join product_reviews r on r.product_id = p.id
          group by p.id having p.rating_count <> count(r.id) or p.rating_sum <> coalesce(sum(r.rating), 0)`,
      ),
    ).toEqual([]);
    const [soldOut] = await rows<{ count: string }>(
      service,
      'select count(*) from inventory where on_hand = 0',
    );
    expect(Number(soldOut?.count)).toBeGreaterThan(50);
  });

  it('has pictures whose names are the hashes of their bytes', async () => {
    expect(
      await rows(
        service,
        `select id from product_images where content_hash <> left(encode(sha256(bytes), 'hex'), 32)`,
      ),
    ).toEqual([]);
    const [bare] = await rows<{ count: string }>(
      service,
      'select count(*) from products p where not exists (select from product_images i where i.product_id = p.id)',
    );
    expect(bare?.count).toBe('0');
  });
});
