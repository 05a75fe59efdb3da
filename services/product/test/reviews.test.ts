import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { buyersOf } from './buyers';
import { customer, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const { buy, review, list, ratingOf } = buyersOf(() => service);

/** A review by a new buyer. */
const reviewOnce = async (productId: string, body: object = {}) =>
  review(productId, (await buy(productId)).token, body);

describe('POST /products/{productId}/reviews', () => {
  it('adds the review, counts its rating and tells it', async () => {
    const { id } = await service.addProduct();
    const first = await reviewOnce(id, { rating: 5 });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      rating: 5,
      title: 'Good',
      body: 'Does its job.',
      productId: id,
      status: 'published',
      reason: null,
      verifiedPurchase: true,
    });
    expect(first.headers).toMatchObject({ etag: '"1"', location: `/api/reviews/${first.body.id}` });
    await reviewOnce(id, { rating: 4 });
    await reviewOnce(id, { rating: 4 });
    expect(await ratingOf(id)).toEqual({ average: 4.33, count: 3 });
    await service.publishedChange(id, 'rating');
  });

  it('tells nobody who wrote it', async () => {
    const { id } = await service.addProduct();
    const { customerId, token } = await buy(id);
    await review(id, token);
    expect((await list(id)).text).not.toContain(customerId);
  });

  it('is for those who have bought the product', async () => {
    const { id } = await service.addProduct();
    const other = await service.addProduct();
    const { token } = await buy(other.id);
    const answer = await review(id, token);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('purchase-required');
    expect(await ratingOf(id)).toEqual({ average: null, count: 0 });
  });

  it('takes one review of a customer, also when several come at once', async () => {
    const { id } = await service.addProduct();
    const { customerId, token } = await buy(id);
    await buy(id, customerId);
    const answers = await Promise.all(Array.from({ length: 5 }, () => review(id, token, { rating: 5 })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body.code).toBe('already-reviewed');
    expect(await ratingOf(id)).toEqual({ average: 5, count: 1 });
  });

  it('gives the same answer to the same key', async () => {
    const { id } = await service.addProduct();
    const { token } = await buy(id);
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => review(id, token, {}, headers)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
  });

  it('counts right when many come at once', async () => {
    const { id } = await service.addProduct();
    const buyers = await Promise.all(Array.from({ length: 20 }, () => buy(id)));
    await Promise.all(buyers.map(({ token }, index) => review(id, token, { rating: 1 + (index % 5) })));
    expect(await ratingOf(id)).toEqual({ average: 3, count: 20 });
  });

  it.each([
    ['six stars', { rating: 6 }, '#/rating'],
    ['half a star', { rating: 4.5 }, '#/rating'],
    ['no title', { title: undefined }, '#/title'],
    ['a blank body', { body: ' ' }, '#/body'],
    ['a novel', { body: 'x'.repeat(5_001) }, '#/body'],
    ['somebody else’s id', { customerId: randomUUID() }, '#/customerId'],
    ['a status of its own', { status: 'published' }, '#/status'],
  ])('names the field when the body has %s', async (_case, body, pointer) => {
    const { id } = await service.addProduct();
    const answer = await review(id, customer, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('needs a customer and a product that is shown', async () => {
    const draft = await service.addProduct({ status: 'draft' });
    const { token } = await buy(draft.id);
    expect((await review(draft.id, token)).status).toBe(404);
    expect((await review(randomUUID(), token)).status).toBe(404);
    expect((await service.send('POST', `/products/${draft.id}/reviews`, { body: {} })).status).toBe(401);
  });
});

describe('GET /products/{productId}/reviews', () => {
  it('lists all reviews once, the newest first, page by page', async () => {
    const { id } = await service.addProduct();
    for (let rating = 1; rating <= 5; rating += 1) await reviewOnce(id, { rating });
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

  it('is empty for a product without any, and 404 for none and for what is no longer shown', async () => {
    const { id } = await service.addProduct();
    expect((await list(id)).body).toEqual({ items: [], nextCursor: null });
    expect((await list(randomUUID())).status).toBe(404);
    await reviewOnce(id);
    await service.send('DELETE', `/products/${id}`, { token: tokenFor('staff') });
    expect((await list(id)).status).toBe(404);
  });

  it.each(['?cursor=x', '?cursor=WzFd', '?limit=0', '?limit=101', '?page=2'])('refuses %s', async (query) => {
    const { id } = await service.addProduct();
    expect((await list(id, query)).status).toBe(400);
  });
});
