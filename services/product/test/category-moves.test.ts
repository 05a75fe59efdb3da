import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { customer, idOf, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const create = (parentId?: string) =>
  service.send('POST', '/categories', {
    token: staff,
    body: { name: 'Category', slug: `c-${randomUUID().slice(0, 13)}x`, parentId },
  });
const move = (id: string, parentId: string | null, more: object = {}) =>
  service.send('PATCH', `/categories/${id}`, { token: staff, body: { parentId, ...more } });
const remove = (id: string, token = staff) => service.send('DELETE', `/categories/${id}`, { token });
/** The ids of a chain of categories, each below the one before. */
async function chain(length: number, top?: string): Promise<string[]> {
  const ids: string[] = [];
  for (let depth = 0; depth < length; depth += 1) ids.push(idOf(await create(ids.at(-1) ?? top)));
  return ids;
}
const pathOf = async (id: string) =>
  (await rows<{ path: string }>(service, 'select path from categories where id = ?', [id]))[0]?.path;

/** Categories whose path is not that of their parent and their own id, or that are too deep. What is in a cycle is both. */
const MISPLACED = `
  select c.id, c.path, above.path from categories c left join categories above on above.id = c.parent_id
   where c.path <> coalesce(above.path, '') || c.id || '/' or length(c.path) > 4 * 37`;

describe('a category that is moved', () => {
  it('takes all that is below it along, which readers and filters see at once', async () => {
    const [a, b, c] = (await chain(3)) as [string, string, string];
    const [other] = (await chain(1)) as [string];
    const product = await service.addProduct({ categoryId: c });
    const { body: moved } = await move(b, other, { position: 7 });
    expect(moved).toMatchObject({ id: b, parentId: other, position: 7 });
    expect(await pathOf(c)).toBe(`${other}/${b}/${c}/`);
    const slugOf = async (id: string) =>
      (await rows<{ slug: string }>(service, 'select slug from categories where id = ?', [id]))[0]!.slug;
    const found = async (id: string) =>
      (await service.send('GET', `/products?category=${await slugOf(id)}`)).body.items as { id: string }[];
    expect(await found(other)).toMatchObject([{ id: product.id }]);
    expect(await found(a)).toEqual([]);
    const { body } = await service.send('GET', '/categories');
    const node = (body.items as { id: string; children: { id: string }[] }[]).find(({ id }) => id === other);
    expect(node!.children.map(({ id }) => id)).toEqual([b]);
  });

  it('becomes a root, and stays where it is when that is said', async () => {
    const [a, b] = (await chain(2)) as [string, string];
    expect((await move(b, a)).body.parentId).toBe(a);
    expect((await move(b, null)).body.parentId).toBeNull();
    expect(await pathOf(b)).toBe(`${b}/`);
  });

  it.each([
    ['itself', 0],
    ['what is below it', 2],
  ])('does not come below %s', async (_what, index) => {
    const ids = await chain(3);
    const answer = await move(ids[0]!, ids[index]!);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'category-cycle', errors: [{ pointer: '#/parentId' }] });
  });

  it('does not make the tree too deep, counting what is below it', async () => {
    const [top] = (await chain(2)) as [string];
    const below = (await chain(2)).slice(0, 2) as [string, string];
    const deep = await chain(3);
    expect((await move(deep[0]!, top)).status).toBe(200);
    const answer = await move(below[0], deep[1]!);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('category-too-deep');
    expect((await move(below[1], deep[1]!)).status).toBe(200);
  });

  it('needs a parent that exists, and keeps its name when it is refused', async () => {
    const [a] = (await chain(1)) as [string];
    const answer = await move(a, randomUUID(), { name: 'Renamed' });
    expect([answer.status, answer.body.code]).toEqual([422, 'unknown-category']);
    const [row] = await rows<{ name: string }>(service, 'select name from categories where id = ?', [a]);
    expect(row!.name).toBe('Category');
  });

  it('is never part of a cycle when two are moved below each other at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = [idOf(await create()), idOf(await create())];
      const answers = await Promise.all([move(a, b), move(b, a)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
    expect(await rows(service, MISPLACED)).toEqual([]);
  });

  it('leaves a tree whose paths are right, whatever is added, moved and deleted at the same time', async () => {
    const SIZE = 6;
    const at = fc.integer({ min: 0, max: SIZE - 1 });
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ what: fc.constant('move' as const), one: at, other: at }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('to-root' as const), one: at, other: at }) },
      { weight: 2, arbitrary: fc.record({ what: fc.constant('add' as const), one: at, other: at }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('delete' as const), one: at, other: at }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { maxLength: 6 }),
        async (rounds) => {
          const ids = await Promise.all(Array.from({ length: SIZE }, async () => idOf(await create())));
          const perform = ({ what, one, other }: (typeof rounds)[number][number]) => {
            if (what === 'move') return move(ids[one]!, ids[other]!);
            if (what === 'to-root') return move(ids[one]!, null);
            if (what === 'add') return create(ids[one]);
            return remove(ids[one]!);
          };
          for (const round of rounds) {
            for (const { status } of await Promise.all(round.map(perform))) {
              expect([200, 201, 204, 404, 409, 422]).toContain(status);
            }
            expect(await rows(service, MISPLACED)).toEqual([]);
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});

describe('DELETE /categories/{categoryId}', () => {
  it('deletes what is empty, which readers see at once', async () => {
    const [a, b] = (await chain(2)) as [string, string];
    const full = await remove(a);
    expect([full.status, full.body.code]).toEqual([409, 'category-not-empty']);
    expect((await remove(b)).status).toBe(204);
    expect((await remove(a)).status).toBe(204);
    expect((await remove(a)).status).toBe(404);
    expect((await service.send('GET', '/categories')).text).not.toContain(a);
  });

  it('keeps what has products, archived ones as well', async () => {
    const [a] = (await chain(1)) as [string];
    const product = await service.addProduct({ categoryId: a });
    await service.send('DELETE', `/products/${product.id}`, { token: staff });
    expect((await remove(a)).body.code).toBe('category-not-empty');
  });

  it('never deletes what a product is put into at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const categoryId = idOf(await create());
      const [added, removed] = await Promise.all([
        service.send('POST', '/products', {
          token: staff,
          body: {
            ...{ name: 'Thing', sku: `R-${randomUUID().slice(0, 8).toUpperCase()}`, description: 'A thing.' },
            ...{ slug: `r-${randomUUID().slice(0, 8)}x`, priceMinor: 100, currency: 'EUR', categoryId },
          },
        }),
        remove(categoryId),
      ]);
      expect([
        [201, 409],
        [422, 204],
        [409, 204],
      ]).toContainEqual([added.status, removed.status]);
    }
  });

  it('is for staff', async () => {
    const [a] = (await chain(1)) as [string];
    expect((await remove(a, customer)).status).toBe(403);
  });
});
