import { randomBytes, randomUUID } from 'node:crypto';
import { eventually, type TestResponse } from '@sidecart/testing';
import { customer, staff, startProductService, type ProductService } from './harness';
import { bindImages, type ImageBinding } from './image-binding';
import { avif, jpeg, png, webp } from './pictures';

let service: ProductService;
let binding: ImageBinding;
beforeAll(async () => {
  service = await startProductService();
  binding = bindImages(service);
});
afterAll(() => service.close());
afterEach(() => void (binding.failing = []));

interface Upload {
  readonly type?: string;
  readonly query?: string;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
}

const upload = (
  productId: string,
  bytes: Buffer,
  { type = 'image/png', query = '?alt=A%20thing', token = staff, headers = {} }: Upload = {},
) =>
  service.send('POST', `/products/${productId}/images${query}`, {
    token,
    headers: { 'content-type': type, ...headers },
    body: bytes,
  });
const pathOf = (answer: TestResponse): string => String(answer.body.url).replace(/^\/api/, '');
const read = (path: string, headers: Record<string, string> = {}) => service.send('GET', path, { headers });
const imagesOf = async (productId: string): Promise<{ url: string; alt: string }[]> =>
  (await service.send('GET', `/products/${productId}`)).body.images;

describe('POST /products/{productId}/images', () => {
  it.each([
    ['image/png', png(640, 480)],
    ['image/jpeg', jpeg(640, 480)],
    ['image/webp', webp(640, 480)],
    ['image/avif', avif([640, 480])],
  ])('stores a picture of type %s, which everybody reads byte for byte', async (type, bytes) => {
    const { id } = await service.addProduct();
    const answer = await upload(id, bytes, { type });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ alt: 'A thing', mediaType: type, width: 640, height: 480, sizeBytes: bytes.length, position: 0 },
    });
    expect(answer.headers['location']).toBe(answer.body.url);
    const image = await read(pathOf(answer));
    expect(image.bytes.equals(bytes)).toBe(true);
    expect(image.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const again = await read(pathOf(answer), { 'if-none-match': String(image.headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('shows it with the product at once, and tells it', async () => {
    const product = await service.addProduct();
    expect(await imagesOf(product.id)).toEqual([]);
    const { body } = await upload(product.id, png(10, 20));
    const { url, alt } = body as { url: string; alt: string };
    expect(await imagesOf(product.id)).toEqual([{ url, alt, width: 10, height: 20 }]);
    const list = await service.send('GET', `/products?search=${product.slug.replaceAll('-', '%20')}&limit=1`);
    expect(list.body.items[0].image).toMatchObject({ url });
    await service.publishedChange(product.id, 'updated');
  });

  it('takes five megabytes and not a byte more', async () => {
    const { id } = await service.addProduct();
    const limit = 5 * 1_024 * 1_024;
    const full = png(10, 10, randomBytes(limit - png(10, 10, Buffer.alloc(0)).length));
    const answer = await upload(id, full);
    expect([full.length, answer.status]).toEqual([limit, 201]);
    expect((await read(pathOf(answer))).bytes.equals(full)).toBe(true);
    expect((await upload(id, Buffer.concat([full, Buffer.alloc(1)]))).status).toBe(413);
  });

  it.each([
    [
      'a drawing, which may hold scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/svg+xml',
      415,
    ],
    ['a drawing that calls itself a picture', Buffer.from('<svg/>'), 'image/png', 422],
    ['a page that calls itself a picture', Buffer.from('<script>1</script>'), 'image/jpeg', 422],
    ['a JPEG that calls itself a PNG', jpeg(10, 10), 'image/png', 422],
    ['a bomb', png(60_000, 60_000), 'image/png', 422],
    ['nothing', Buffer.alloc(0), 'image/png', 422],
    ['a text', Buffer.from('x'), 'text/plain', 415],
  ])('refuses %s, and stores nothing', async (_what, bytes, type, status) => {
    const { id } = await service.addProduct();
    const before = binding.calls.length;
    expect((await upload(id, bytes, { type })).status).toBe(status);
    expect(binding.calls).toHaveLength(before);
    expect(await imagesOf(id)).toEqual([]);
  });

  it.each([
    ['no alt text', '', 'alt'],
    ['a blank alt text', '?alt=%20', 'alt'],
    ['what it does not know', '?alt=A&size=9', 'size'],
  ])('refuses %s', async (_case, query, pointer) => {
    const { id } = await service.addProduct();
    const answer = await upload(id, png(1, 1), { query });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toContain(pointer);
  });

  it('takes the same picture once, also when it comes twice at once', async () => {
    const { id } = await service.addProduct();
    const bytes = png(10, 10);
    const answers = await Promise.all([upload(id, bytes), upload(id, bytes), upload(id, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await upload(id, bytes)).body.code).toBe('image-exists');
    expect((await read(pathOf(answers.find(({ status }) => status === 201)!))).bytes.equals(bytes)).toBe(
      true,
    );
    expect((await upload((await service.addProduct()).id, bytes)).status).toBe(201);
  });

  it('gives the same answer to the same key, and none for another picture', async () => {
    const { id } = await service.addProduct();
    const bytes = png(10, 10);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await upload(id, bytes, { headers });
    const second = await upload(id, bytes, { headers });
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    const { id: another } = await service.addProduct();
    const atOnce = await Promise.all(
      Array.from({ length: 6 }, () =>
        upload(another, bytes, { headers: { 'idempotency-key': headers['idempotency-key'].toUpperCase() } }),
      ),
    );
    expect(new Set(atOnce.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(atOnce[0]!.status).toBe(201);
    const other = await upload(id, png(10, 10), { headers });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('takes at most twenty of a product, also when they come at once', async () => {
    const { id } = await service.addProduct();
    for (let count = 0; count < 18; count += 1) expect((await upload(id, png(1, 1))).status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(id, png(1, 1))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
    expect(await imagesOf(id)).toHaveLength(20);
  });

  it('is for staff and for products that exist', async () => {
    const { id } = await service.addProduct();
    expect((await upload(id, png(1, 1), { token: customer })).status).toBe(403);
    expect((await service.send('POST', `/products/${id}/images?alt=A`, { body: png(1, 1) })).status).toBe(
      401,
    );
    expect((await upload(randomUUID(), png(1, 1))).status).toBe(404);
  });

  it.each(['sidecar', ['create']] as const)('answers 503 while the store is down (%s)', async (failing) => {
    const { id } = await service.addProduct();
    binding.failing = failing;
    const bytes = png(10, 10);
    const answer = await upload(id, bytes);
    expect(answer.status).toBe(503);
    expect(answer.headers['x-outage']).toBe('partial');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await imagesOf(id)).toEqual([]);
    binding.failing = [];
    expect((await upload(id, bytes)).status).toBe(201);
  });
});

describe('GET /products/{productId}/images/{file}', () => {
  it('is fetched from the store once, however many ask at once', async () => {
    const { id } = await service.addProduct();
    const path = pathOf(await upload(id, png(10, 10)));
    const before = binding.calls.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => read(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(binding.calls).toHaveLength(before + 1);
  });

  it('answers 503 while the store is down, and to what it gives that was not stored', async () => {
    const { id } = await service.addProduct();
    const bytes = png(10, 10);
    const path = pathOf(await upload(id, bytes));
    const [name] = [...binding.objects.keys()].slice(-1) as [string];
    binding.failing = ['get'];
    const down = await read(path);
    expect([down.status, Number(down.headers['retry-after']) > 0]).toEqual([503, true]);
    binding.failing = [];
    binding.objects.set(name, bytes.subarray(0, 20));
    const cutOff = await read(path);
    expect([cutOff.status, cutOff.headers['cache-control']]).toEqual([503, undefined]);
    binding.objects.set(name, bytes);
    expect((await read(path)).bytes.equals(bytes)).toBe(true);
  });

  it('waits no longer for a store that fails all the time, and does without it for a while', async () => {
    const own = await startProductService();
    const broken = bindImages(own);
    const { id } = await own.addProduct();
    broken.failing = 'sidecar';
    const attempt = () =>
      own.send('POST', `/products/${id}/images?alt=A`, {
        token: staff,
        headers: { 'content-type': 'image/png' },
        body: png(1, 1),
      });
    for (let count = 0; count < 15; count += 1) expect((await attempt()).status).toBe(503);
    expect(broken.calls.length).toBeLessThan(15);
    expect((await own.send('GET', `/products/${id}`)).status).toBe(200);
    broken.failing = [];
    await eventually(async () => expect((await attempt()).status).toBe(201));
    await own.close();
  });

  it('answers 404 to another product, another hash and another type', async () => {
    const { id } = await service.addProduct();
    const path = pathOf(await upload(id, png(10, 10)));
    for (const other of [
      path.replace(id, randomUUID()),
      path.replace(/[0-9a-f]{32}/, '0'.repeat(32)),
      path.replace('.png', '.svg'),
    ]) {
      expect((await read(other)).status).toBe(404);
    }
    expect((await read(path.replace('.png', '.exe'))).status).toBe(400);
  });
});
