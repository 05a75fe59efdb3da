import { randomUUID } from 'node:crypto';
import { customer, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const read = (idOrSlug: string, token?: string) => service.send('GET', `/products/${idOrSlug}`, { token });
const edit = (id: string, body: object, ifMatch: string) =>
  service.send('PATCH', `/products/${id}`, { token: staff, headers: { 'if-match': ifMatch }, body });
const archive = (id: string, headers = {}) =>
  service.send('DELETE', `/products/${id}`, { token: staff, headers });

describe('DELETE /products/{productId}', () => {
  it('takes it out of the catalogue, keeps it for staff, and may be repeated', async () => {
    const product = await service.addProduct();
    await read(product.slug);
    expect((await archive(product.id)).status).toBe(204);
    expect((await archive(product.id)).status).toBe(204);
    expect((await read(product.slug)).status).toBe(404);
    expect((await read(product.id, staff)).body).toMatchObject({ status: 'archived', version: 2 });
    expect(await service.countChanges(product.id, 'archived')).toBe(1);
  });

  it('brings it back as a draft only', async () => {
    const product = await service.addProduct();
    await archive(product.id);
    const active = await edit(product.id, { status: 'active' }, '*');
    expect(active.status).toBe(409);
    expect(active.body.code).toBe('product-illegal-transition');
    expect((await edit(product.id, { status: 'draft' }, '*')).status).toBe(200);
    expect((await edit(product.id, { status: 'active' }, '*')).status).toBe(200);
  });

  it('honours If-Match', async () => {
    const product = await service.addProduct();
    expect((await archive(product.id, { 'if-match': '"7"' })).status).toBe(412);
    expect((await archive(product.id, { 'if-match': product.etag })).status).toBe(204);
  });

  it('is for staff, and answers 404 to an unknown product', async () => {
    const product = await service.addProduct();
    const answer = await service.send('DELETE', `/products/${product.id}`, { token: customer });
    expect(answer.status).toBe(403);
    expect((await archive(randomUUID())).status).toBe(404);
  });
});
