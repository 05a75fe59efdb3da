import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { buyersOf } from './buyers';
import { customer, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const { buy, review, edit, remove, moderate, list, ratingOf } = buyersOf(() => service);
const read = (id: unknown, token: string) => service.send('GET', `/reviews/${String(id)}`, { token });

/** A published review of five stars. */
async function published() {
  const { id } = await service.addProduct();
  const buyer = await buy(id);
  return { productId: id, ...buyer, answer: await review(id, buyer.token, { rating: 5 }) };
}

describe('a review of one’s own', () => {
  it('is edited by its author, and the rating with it', async () => {
    const { productId, token, answer } = await published();
    const edited = await edit(answer, token, { rating: 2, title: ' On second thoughts ' });
    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({ rating: 2, title: 'On second thoughts', body: 'Does its job.' });
    expect(edited.headers['etag']).toBe('"2"');
    expect(await ratingOf(productId)).toEqual({ average: 2, count: 1 });
    expect((await list(productId)).body.items).toMatchObject([{ rating: 2, title: 'On second thoughts' }]);
  });

  it('is edited by one of two who have read the same', async () => {
    const { token, answer, productId } = await published();
    const answers = await Promise.all([
      edit(answer, token, { rating: 1 }),
      edit(answer, token, { rating: 2 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const kept = answers.find(({ status }) => status === 200)!.body.rating as number;
    expect(await ratingOf(productId)).toEqual({ average: kept, count: 1 });
  });

  it('tells of its rating only when that has changed', async () => {
    const { productId, token, answer } = await published();
    const before = await service.countChanges(productId, 'rating');
    const edited = await edit(answer, token, { body: 'Other words.' });
    expect(await service.countChanges(productId, 'rating')).toBe(before);
    await edit(edited, token, { rating: 1 });
    expect(await service.countChanges(productId, 'rating')).toBe(before + 1);
  });

  it('needs If-Match to be edited', async () => {
    const { token, answer } = await published();
    const path = `/reviews/${String(answer.body.id)}`;
    expect((await service.send('PATCH', path, { token, body: { rating: 1 } })).status).toBe(428);
  });

  it('is taken back, with its rating, and another one may be written', async () => {
    const { productId, token, answer } = await published();
    expect((await remove(answer, token, { 'if-match': '"7"' })).status).toBe(412);
    expect((await remove(answer, token)).status).toBe(204);
    expect((await remove(answer, token)).status).toBe(404);
    expect(await ratingOf(productId)).toEqual({ average: null, count: 0 });
    expect((await list(productId)).body.items).toEqual([]);
    expect((await review(productId, token, { rating: 3 })).status).toBe(201);
    expect(await ratingOf(productId)).toEqual({ average: 3, count: 1 });
  });

  it('is nobody else’s to read, edit or delete', async () => {
    const { answer } = await published();
    expect((await read(answer.body.id, customer)).status).toBe(404);
    expect((await edit(answer, customer, { rating: 1 })).status).toBe(404);
    expect((await edit(answer, staff, { rating: 1 })).status).toBe(404);
    expect((await remove(answer, customer)).status).toBe(404);
    expect((await service.send('DELETE', `/reviews/${String(answer.body.id)}`)).status).toBe(401);
    expect((await read(randomUUID(), staff)).status).toBe(404);
  });

  it('is read by its author and by staff, never out of a cache', async () => {
    const { answer, token } = await published();
    for (const who of [token, staff]) {
      const { status, body, headers } = await read(answer.body.id, who);
      expect([status, body, headers['etag']]).toEqual([200, answer.body, '"1"']);
      expect(headers['cache-control']).toBe('private, no-store');
    }
  });

  it('is in the list of what its author has written, the newest first', async () => {
    const customerId = randomUUID();
    const token = tokenFor('customer', customerId);
    const written: unknown[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = await service.addProduct();
      await buy(id, customerId);
      written.unshift((await review(id, token)).body.id);
    }
    const first = await service.send('GET', '/reviews/mine?limit=2', { token });
    expect(first.headers['link']).toContain('/api/reviews/mine?limit=2&cursor=');
    const second = await service.send('GET', `/reviews/mine?limit=2&cursor=${first.body.nextCursor}`, {
      token,
    });
    const pages = [first, second].flatMap(({ body }) => body.items as { id: string }[]);
    expect(pages.map(({ id }) => id)).toEqual(written);
    expect((await service.send('GET', '/reviews/mine')).status).toBe(401);
  });

  it.each([
    ['nothing', {}, '#'],
    ['no stars', { rating: 0 }, '#/rating'],
    ['a status', { status: 'published' }, '#/status'],
  ])('is not edited with %s', async (_case, body, pointer) => {
    const { answer, token } = await published();
    const refused = await edit(answer, token, body);
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });

  it('that was rejected is not shown again by deleting it and writing another', async () => {
    const { answer, token, productId } = await published();
    const rejected = await moderate(answer, staff, { status: 'rejected', reason: 'Rude.' });
    expect((await remove(rejected, token)).status).toBe(204);
    expect((await service.send('GET', '/reviews/mine', { token })).body.items).toEqual([]);
    const rewrite = () => review(productId, token, { rating: 1, title: 'Again', body: 'The same words.' });
    const answers = await Promise.all([rewrite(), rewrite(), rewrite(), rewrite()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const again = answers.find(({ status }) => status === 201)!;
    expect(again.body).toMatchObject({ status: 'pending', title: 'Again' });
    expect((await list(productId)).body.items).toEqual([]);
    expect(await ratingOf(productId)).toEqual({ average: null, count: 0 });
  });
});
