import { buyersOf } from './buyers';
import { customer, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const rejection = { status: 'rejected', reason: 'Names another customer.' };

describe('a review that staff look at afterwards', () => {
  const { buy, review, edit, moderate, list, ratingOf } = buyersOf(() => service);
  const published = async () => {
    const { id } = await service.addProduct();
    const { token } = await buy(id);
    return { productId: id, token, answer: await review(id, token, { rating: 5 }) };
  };

  it('disappears when it is rejected, with its rating, and its author reads why', async () => {
    const { productId, token, answer } = await published();
    const rejected = await moderate(answer, staff, rejection);
    expect(rejected.status).toBe(200);
    expect(rejected.body).toMatchObject({ ...rejection, version: 2 });
    expect((await list(productId)).body.items).toEqual([]);
    expect(await ratingOf(productId)).toEqual({ average: null, count: 0 });
    const own = await service.send('GET', `/reviews/${String(answer.body.id)}`, { token });
    expect(own.body).toMatchObject(rejection);
  });

  it('comes back as it was when the decision is taken back', async () => {
    const { productId, answer } = await published();
    const restored = await moderate(await moderate(answer, staff, rejection), staff, { status: 'published' });
    expect(restored.body).toMatchObject({ status: 'published', reason: null, version: 3 });
    expect(await ratingOf(productId)).toEqual({ average: 5, count: 1 });
    expect((await list(productId)).body.items).toHaveLength(1);
  });

  it('waits for a decision when its author edits what was rejected', async () => {
    const { productId, token, answer } = await published();
    const edited = await edit(await moderate(answer, staff, rejection), token, { rating: 1 });
    expect(edited.body).toMatchObject({ status: 'pending', reason: null });
    expect(await ratingOf(productId)).toEqual({ average: null, count: 0 });
    await moderate(edited, staff, { status: 'published' });
    expect(await ratingOf(productId)).toEqual({ average: 1, count: 1 });
  });

  it('is decided on only as it was read', async () => {
    const { token, answer } = await published();
    await edit(answer, token, { body: 'Something that nobody has read.' });
    expect((await moderate(answer, staff, { status: 'published' })).status).toBe(412);
  });

  it('is counted once however often it is published or rejected', async () => {
    const { productId, answer } = await published();
    for (const body of [{ status: 'published' }, { status: 'published' }, rejection, rejection]) {
      expect((await moderate(answer, staff, body, '*')).status).toBe(200);
    }
    expect(await ratingOf(productId)).toEqual({ average: null, count: 0 });
  });

  it('is rejected with a reason, by staff only', async () => {
    const { token, answer } = await published();
    const bare = await moderate(answer, staff, { status: 'rejected' });
    expect([bare.status, bare.body.errors[0].pointer]).toEqual([400, '#/reason']);
    expect((await moderate(answer, staff, { status: 'pending' })).status).toBe(400);
    expect((await moderate(answer, token, rejection)).status).toBe(403);
  });
});

describe('GET /reviews', () => {
  const { buy, review, moderate } = buyersOf(() => service);
  const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);

  it('is what staff read, by status and page by page', async () => {
    const { id } = await service.addProduct();
    const written: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const answer = await review(id, (await buy(id)).token);
      await moderate(answer, staff, rejection);
      written.unshift(answer.body.id as string);
    }
    const first = await service.send('GET', '/reviews?status=rejected&limit=2', { token: staff });
    expect(ids(first)).toEqual(written.slice(0, 2));
    expect(first.headers['link']).toContain('/api/reviews?');
    const cursor = first.body.nextCursor as string;
    const second = await service.send('GET', `/reviews?status=rejected&limit=2&cursor=${cursor}`, {
      token: staff,
    });
    expect(ids(second)[0]).toBe(written[2]);
    expect(ids(await service.send('GET', '/reviews', { token: staff }))).toEqual(
      expect.arrayContaining(written),
    );
    expect(ids(await service.send('GET', '/reviews?status=pending', { token: staff }))).not.toContain(
      written[0],
    );
  });

  it('is not for customers, and knows no other status', async () => {
    expect((await service.send('GET', '/reviews', { token: customer })).status).toBe(403);
    expect((await service.send('GET', '/reviews?status=withdrawn', { token: staff })).status).toBe(400);
  });
});

describe('a review that staff look at before', () => {
  let strict: ProductService;
  beforeAll(async () => void (strict = await startProductService('before')));
  afterAll(() => strict.close());
  const { buy, review, edit, moderate, list, ratingOf } = buyersOf(() => strict);

  it('is shown and counted once it is published, and again after each edit', async () => {
    const { id } = await strict.addProduct();
    const { token } = await buy(id);
    const pending = await review(id, token, { rating: 4 });
    expect(pending.body.status).toBe('pending');
    expect((await list(id)).body.items).toEqual([]);
    expect(await ratingOf(id)).toEqual({ average: null, count: 0 });
    const published = await moderate(pending, staff, { status: 'published' });
    expect(await ratingOf(id)).toEqual({ average: 4, count: 1 });
    const edited = await edit(published, token, { rating: 5 });
    expect(edited.body.status).toBe('pending');
    expect(await ratingOf(id)).toEqual({ average: null, count: 0 });
    expect((await list(id)).body.items).toEqual([]);
  });
});
