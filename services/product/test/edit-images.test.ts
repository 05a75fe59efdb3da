import { randomUUID } from 'node:crypto';
import type { TestResponse } from '@sidecart/testing';
import { customer, staff, startProductService, type ProductService } from './harness';
import { bindImages } from './image-binding';
import { png } from './pictures';

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  bindImages(service);
});
afterAll(() => service.close());

const upload = (productId: string, alt = 'A') =>
  service.send('POST', `/products/${productId}/images?alt=${alt}`, {
    token: staff,
    headers: { 'content-type': 'image/png' },
    body: png(1, 1),
  });
const pathOf = (answer: TestResponse): string => String(answer.body.url).replace(/^\/api/, '');
const listOf = async (productId: string): Promise<{ position: number; alt: string }[]> =>
  (await service.send('GET', `/products/${productId}/images`, { token: staff })).body.items;

describe('PATCH /products/{productId}/images/{file}', () => {
  const edit = (path: string, body: object, token = staff) => service.send('PATCH', path, { token, body });

  it('changes the alt text and the order, which readers see at once', async () => {
    const { id } = await service.addProduct();
    const answers: TestResponse[] = [];
    for (const alt of ['one', 'two', 'three']) answers.push(await upload(id, alt));
    const alts = async () =>
      ((await service.send('GET', `/products/${id}`)).body.images as { alt: string }[]).map(({ alt }) => alt);
    expect(await alts()).toEqual(['one', 'two', 'three']);
    const moved = await edit(pathOf(answers[2]!), { position: 0, alt: ' the main one ' });
    expect(moved.body).toMatchObject({ position: 0, alt: 'the main one' });
    expect(await alts()).toEqual(['the main one', 'one', 'two']);
    await edit(pathOf(answers[2]!), { position: 19 });
    expect(await alts()).toEqual(['one', 'two', 'the main one']);
    expect((await listOf(id)).map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('keeps every image in one place, however many are moved at once', async () => {
    const { id } = await service.addProduct();
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(id)));
    const moves = await Promise.all(
      answers.map((answer, index) => edit(pathOf(answer), { position: (index * 4) % 6 })),
    );
    expect(new Set(moves.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await listOf(id)).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each([
    ['nothing', {}],
    ['a blank alt text', { alt: ' ' }],
    ['a place before the first', { position: -1 }],
    ['an address of its own', { url: 'x' }],
  ])('refuses %s', async (_case, body) => {
    const { id } = await service.addProduct();
    expect((await edit(pathOf(await upload(id)), body)).status).toBe(400);
  });

  it('is for staff and for images that exist', async () => {
    const { id } = await service.addProduct();
    const path = pathOf(await upload(id));
    expect((await edit(path, { position: 0 }, customer)).status).toBe(403);
    for (const other of [path.replace(/[0-9a-f]{32}/, '0'.repeat(32)), path.replace('.png', '.svg')]) {
      expect((await edit(other, { position: 0 })).status).toBe(404);
      expect((await service.send('DELETE', other, { token: staff })).status).toBe(404);
    }
    expect((await service.send('GET', `/products/${randomUUID()}/images`, { token: staff })).status).toBe(
      404,
    );
    expect((await service.send('GET', `/products/${id}/images`, { token: customer })).status).toBe(403);
  });
});
