import { randomUUID } from 'node:crypto';
import { customer, rows, staff, startProductService, type Added, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const list = (query: string, token?: string) =>
  service.send('GET', `/catalogue/products?${query}`, { token });
const names = async (query: string): Promise<string[]> => {
  const answer = await list(query, staff);
  expect(answer.status).toBe(200);
  return (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);
};

/** Draws a picture of a product past the upload, and returns its path. */
async function draw({ id }: Added): Promise<string> {
  const hash = randomUUID().replaceAll('-', '');
  await rows(
    service,
    `insert into product_images (id, product_id, position, content_hash, media_type, alt, bytes, size_bytes)
     values (?, ?, 0, ?, 'image/svg+xml', 'P', '<svg/>', 6)`,
    [randomUUID(), id, hash],
  );
  return `/products/${id}/images/${hash}.svg`;
}

describe('a draft', () => {
  it('is seen by staff only: by list, detail, quote, reservation, review or image', async () => {
    const draft = await service.addProduct({ status: 'draft', name: 'Secret plans' });
    const image = await draw(draft);
    const asOrder = { headers: { 'dapr-caller-app-id': 'order' } };
    for (const token of [undefined, customer]) {
      expect((await service.send('GET', '/products?search=secret%20plans', { token })).body.items).toEqual(
        [],
      );
      for (const path of [`/products/${draft.id}`, `/products/${draft.slug}`, image]) {
        expect((await service.send('GET', path, { token })).status).toBe(404);
      }
      expect((await service.send('GET', `/products/${draft.id}/reviews`, { token })).status).toBe(404);
    }
    const items = [{ productId: draft.id }];
    expect(
      (await service.send('POST', '/internal/quotes', { ...asOrder, body: { items } })).body.items,
    ).toEqual([]);
    const held = await service.hold(randomUUID(), [{ productId: draft.id, quantity: 1 }]);
    const unknown = await service.hold(randomUUID(), [{ productId: randomUUID(), quantity: 1 }]);
    expect(withoutInstance(held.body)).toEqual(withoutInstance(unknown.body));
    const seen = await service.send('GET', image, { token: staff });
    expect(seen.status).toBe(200);
    expect(seen.headers['cache-control']).toBe('private, no-store');
    expect((await service.send('GET', `/products/${draft.id}`, { token: staff })).status).toBe(200);
  });

  it('shows its pictures once it is sold', async () => {
    const product = await service.addProduct();
    const { status, headers } = await service.send('GET', await draw(product));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });
});

const withoutInstance = ({ instance: _instance, ...problem }: Record<string, unknown>) => problem;

describe('GET /catalogue/products', () => {
  it('lists all products by status, the newest first, page by page', async () => {
    const [active, draft, archived] = [
      await service.addProduct(),
      await service.addProduct({ status: 'draft' }),
      await service.addProduct(),
    ];
    await service.send('DELETE', `/products/${archived.id}`, { token: staff });
    expect((await names('limit=3')).slice(0, 3)).toEqual([archived.id, draft.id, active.id]);
    expect((await names('status=draft'))[0]).toBe(draft.id);
    expect(await names('status=archived')).toEqual([archived.id]);
    const first = await list('limit=1', staff);
    expect(first.body.items[0]).toMatchObject({ status: 'archived', version: 2, variants: 1, available: 10 });
    const next = await list(`limit=1&cursor=${first.body.nextCursor}`, staff);
    expect(next.body.items[0].id).toBe(draft.id);
  });

  it('is for staff, and refuses what is no status', async () => {
    expect((await list('')).status).toBe(401);
    expect((await list('', customer)).status).toBe(403);
    expect((await list('status=sold', staff)).status).toBe(400);
  });
});
