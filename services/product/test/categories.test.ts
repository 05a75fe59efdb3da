import { randomUUID } from 'node:crypto';
import { customer, idOf, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const create = (body: object, token = staff) => service.send('POST', '/categories', { token, body });
const edit = (id: string, body: object, token = staff) =>
  service.send('PATCH', `/categories/${id}`, { token, body });
const tree = () => service.send('GET', '/categories');
const readNames = async () => names(((await tree()).body as { items: Node[] }).items);

interface Node {
  readonly name: string;
  readonly children: Node[];
}
const names = (nodes: readonly Node[]): unknown[] =>
  nodes.map(({ name, children }) => [name, names(children)]);

describe('categories', () => {
  it('form a tree, siblings in their order', async () => {
    const root = await create({ name: 'Root', position: 1 });
    expect(root.status).toBe(201);
    expect(root.body).toMatchObject({ slug: 'root', parentId: null });
    const parentId = root.body.id as string;
    await create({ name: 'Second', parentId, position: 2 });
    const first = await create({ name: 'First', parentId, position: 1 });
    await create({ name: 'Below', parentId: first.body.id });
    await create({ name: 'Before', position: 0 });
    expect(await readNames()).toEqual([
      ['Before', []],
      [
        'Root',
        [
          ['First', [['Below', []]]],
          ['Second', []],
        ],
      ],
    ]);
  });

  it('are renamed and reordered, which readers see at once', async () => {
    const id = idOf(await create({ name: 'Misspelt', position: 90 }));
    await tree();
    const answer = await edit(id, { name: 'Spelt', slug: 'spelt', position: 91 });
    expect(answer.body).toMatchObject({ id, name: 'Spelt', slug: 'spelt', position: 91 });
    expect(await readNames()).toContainEqual(['Spelt', []]);
  });

  it('are cached, with a tag', async () => {
    await create({ name: `Fresh ${randomUUID()}` });
    const first = await tree();
    const second = await tree();
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual(['miss', 'hit']);
    const third = await service.send('GET', '/categories', {
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    expect(third.status).toBe(304);
  });

  it('are not nested deeper than four levels', async () => {
    let parentId: string | undefined;
    for (let depth = 1; depth <= 4; depth += 1) {
      const { status, body } = await create({ name: `Level ${depth} ${randomUUID()}`, parentId });
      expect(status).toBe(201);
      parentId = body.id;
    }
    const fifth = await create({ name: 'Too deep', parentId });
    expect(fifth.status).toBe(422);
    expect(fifth.body).toMatchObject({ code: 'category-too-deep', errors: [{ pointer: '#/parentId' }] });
    expect((await tree()).status).toBe(200);
  });

  it('have a slug each', async () => {
    const slug = `taken-${randomUUID().slice(0, 6)}`;
    const other = await create({ name: 'Other one' });
    expect((await create({ name: 'A', slug })).status).toBe(201);
    const again = await create({ name: 'B', slug });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'slug-taken', errors: [{ pointer: '#/slug' }] });
    expect((await edit(idOf(other), { slug })).status).toBe(409);
  });

  it.each([
    ['an unknown parent', { name: 'X', parentId: randomUUID() }, 422, '#/parentId'],
    ['a parent that is no id', { name: 'X', parentId: 'x' }, 400, '#/parentId'],
    ['a name of which no slug can be made', { name: '日本' }, 400, '#/slug'],
    ['no name', {}, 400, '#/name'],
    ['a negative position', { name: 'X', position: -1 }, 400, '#/position'],
  ])('are refused with %s', async (_case, body, status, pointer) => {
    const answer = await create(body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('are changed by staff only, and only when they exist', async () => {
    expect((await create({ name: 'X' }, customer)).status).toBe(403);
    expect((await edit(randomUUID(), { name: 'X' }, customer)).status).toBe(403);
    expect((await edit(randomUUID(), { name: 'X' })).status).toBe(404);
  });
});
