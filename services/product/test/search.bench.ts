import { startProductService, type ProductService } from './harness';
import { fillWithManyProducts } from './large-catalogue';

const ROUNDS = 40;

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  await fillWithManyProducts(service);
}, 300_000);
afterAll(() => service.close());

/** Each asked with another price limit every time, so that nothing is cached. */
const questions = [
  ['newest', '/products?'],
  ['cheapest in stock', '/products?sort=price&inStock=true'],
  ['category, cheapest', '/products?category=electronics&sort=price'],
  ['search, by relevance', '/products?search=laptop'],
  ['search, misspelt', '/products?search=latpop'],
  ['search, filtered', '/products?search=jacket&inStock=true&minRating=3&sort=price'],
  ['facets of everything', '/catalogue/facets?'],
  ['facets of a search', '/catalogue/facets?search=laptop'],
] as const;

const percentile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

it('measures searches among more than 100,000 products', async () => {
  const rows: string[] = [];
  for (const [name, path] of questions) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      const { status } = await service.send('GET', `${path}&maxPrice=${900_000_000 + round}`);
      times.push(performance.now() - startedAt);
      expect(status).toBe(200);
    }
    const cells = [percentile(times, 0.5), percentile(times, 0.95)].map((ms) => ms.toFixed(1));
    rows.push(`| ${[name, ...cells].join(' | ')} |`);
  }
  process.stdout.write(`\n| question | p50 ms | p95 ms |\n| --- | --- | --- |\n${rows.join('\n')}\n\n`);
}, 300_000);
