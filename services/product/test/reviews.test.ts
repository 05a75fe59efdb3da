import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const review = (productId: string, body: object = {}, token = tokenFor('customer'), headers = {}) =>
  service.send('POST', `/products/${productId}/reviews`, {
    token,
    headers,
    body: { rating: 4, title: 'Good', body: 'Does its job.', ...body },
  });
const list = (productId: string, query = '') => service.send('GET', `/products/${productId}/reviews${query}`);
const ratingOf = async (id: string): Promise<unknown> => {
  const { body } = await service.send('GET', `/products/${id}`, { token: staff });
  return (body as { rating: unknown }).rating;
};

describe('POST /products/{productId}/reviews', () => {
  it('adds the review, counts its rating and tells it', async () => {
    const { id } = await service.addProduct();
    const first = await review(id, { rating: 5 });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ rating: 5, title: 'Good', body: 'Does its job.' });
    await review(id, { rating: 4 });
    await review(id, { rating: 4 });
    expect(await ratingOf(id)).toEqual({ average: 4.33, count: 3 });
    await service.publishedChange(id, 'rating');
  });

  it('tells nobody who wrote it', async () => {
    const { id } = await service.addProduct();
    const userId = randomUUID();
    await review(id, {}, tokenFor('customer', userId));
    expect((await list(id)).text).not.toContain(userId);
  });

  it('takes one review of a customer, also when two come at once', async () => {
    const { id } = await service.addProduct();
    const token = tokenFor('customer');
    const answers = await Promise.all(Array.from({ length: 5 }, () => review(id, { rating: 5 }, token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body.code).toBe('already-reviewed');
    expect(await ratingOf(id)).toEqual({ average: 5, count: 1 });
  });

  it('gives the same answer to the same key', async () => {
    const { id } = await service.addProduct();
    const token = tokenFor('customer');
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => review(id, {}, token, headers)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
  });

  it('counts right when many come at once', async () => {
    const { id } = await service.addProduct();
    await Promise.all(Array.from({ length: 20 }, (_, index) => review(id, { rating: 1 + (index % 5) })));
    expect(await ratingOf(id)).toEqual({ average: 3, count: 20 });
  });

  it.each([
    ['six stars', { rating: 6 }, '#/rating'],
    ['half a star', { rating: 4.5 }, '#/rating'],
    ['no title', { title: undefined }, '#/title'],
    ['a blank body', { body: ' ' }, '#/body'],
    ['a novel', { body: 'x'.repeat(5_001) }, '#/body'],
    ['somebody else’s id', { customerId: randomUUID() }, '#/customerId'],
  ])('names the field when the body has %s', async (_case, body, pointer) => {
    const { id } = await service.addProduct();
    const answer = await review(id, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('needs a customer and a product that is shown', async () => {
    const draft = await service.addProduct({ status: 'draft' });
    expect((await review(draft.id)).status).toBe(404);
    expect((await review(randomUUID())).status).toBe(404);
    expect((await service.send('POST', `/products/${draft.id}/reviews`, { body: {} })).status).toBe(401);
  });
});

describe('GET /products/{productId}/reviews', () => {
  it('lists all reviews once, the newest first, page by page', async () => {
    const { id } = await service.addProduct();
    for (let rating = 1; rating <= 5; rating += 1) await review(id, { rating });
    const seen: number[] = [];
    let query = '?limit=2';
    for (let pages = 0; pages < 4 && query !== ''; pages += 1) {
      const { body, headers } = await list(id, query);
      seen.push(...(body as { items: { rating: number }[] }).items.map(({ rating }) => rating));
      query = body.nextCursor === null ? '' : `?limit=2&cursor=${body.nextCursor}`;
      if (query !== '') expect(headers['link']).toContain(`/api/products/${id}/reviews?limit=2&cursor=`);
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  it('is empty for a product without any, and 404 for none', async () => {
    const { id } = await service.addProduct();
    expect((await list(id)).body).toEqual({ items: [], nextCursor: null });
    expect((await list(randomUUID())).status).toBe(404);
  });

  it.each(['?cursor=x', '?cursor=WzFd', '?limit=0', '?limit=101', '?page=2'])('refuses %s', async (query) => {
    const { id } = await service.addProduct();
    expect((await list(id, query)).status).toBe(400);
  });
});
