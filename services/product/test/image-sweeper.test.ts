import { eventually } from '@sidecart/testing';
import { createLogger } from '@sidecart/platform';
import { createImageStore } from '../src/clients/image-store';
import { sweepImages } from '../src/use-cases/sweep-images';
import { customer, rows, staff, startProductService, type ProductService } from './harness';
import { bindImages, type ImageBinding } from './image-binding';
import { png } from './pictures';

let service: ProductService;
let binding: ImageBinding;
beforeAll(async () => {
  service = await startProductService();
  binding = bindImages(service);
});
afterAll(() => service.close());
afterEach(() => {
  binding.failing = [];
  binding.beforeCreate = undefined;
});

const log = createLogger('test', 'silent');
const sweep = () => {
  const images = createImageStore({ sidecar: service.sidecar, log, cacheBytes: 1_000 });
  return sweepImages({ em: service.orm.em, images, log });
};
const upload = (productId: string, bytes = png(10, 10)) =>
  service.send('POST', `/products/${productId}/images?alt=A`, {
    token: staff,
    headers: { 'content-type': 'image/png' },
    body: bytes,
  });
const remove = (url: unknown, token = staff) =>
  service.send('DELETE', String(url).replace(/^\/api/, ''), { token });
const unused = () => rows<{ attempts: number }>(service, 'select attempts from unused_image_objects');
const makeDue = () => rows(service, 'update unused_image_objects set due_at = now()');

describe('an image that is deleted', () => {
  it('is gone at once, and its object afterwards', async () => {
    const { id } = await service.addProduct();
    const { body } = await upload(id);
    expect((await remove(body.url, customer)).status).toBe(403);
    expect((await remove(body.url)).status).toBe(204);
    expect((await remove(body.url)).status).toBe(404);
    expect((await service.send('GET', String(body.url).replace(/^\/api/, ''))).status).toBe(404);
    expect((await service.send('GET', `/products/${id}`)).body.images).toEqual([]);
    expect(binding.objects.size).toBe(1);
    expect(await sweep()).toBe(1);
    expect([binding.objects.size, await unused()]).toEqual([0, []]);
    await service.publishedChange(id, 'updated');
  });

  it('is tried again until its object is gone', async () => {
    const { id } = await service.addProduct();
    await remove((await upload(id)).body.url);
    binding.failing = ['delete'];
    for (const attempts of [1, 2]) {
      expect(await sweep()).toBe(1);
      expect(await unused()).toEqual([{ attempts }]);
      expect(await sweep()).toBe(0);
      await makeDue();
    }
    binding.failing = [];
    expect(await sweep()).toBe(1);
    expect([binding.objects.size, await unused()]).toEqual([0, []]);
  });

  it('may be uploaded again before its object is gone, and then stays', async () => {
    const { id } = await service.addProduct();
    const bytes = png(10, 10);
    await remove((await upload(id, bytes)).body.url);
    const { body } = await upload(id, bytes);
    expect(await sweep()).toBe(1);
    const image = await service.send('GET', String(body.url).replace(/^\/api/, ''));
    expect(image.bytes.equals(bytes)).toBe(true);
    expect(binding.objects.size).toBe(1);
    await remove(body.url);
    await sweep();
  });
});

describe('what an upload leaves behind that comes to nothing', () => {
  it('is deleted when it is due and not before, also when it never reached the store', async () => {
    const { id } = await service.addProduct();
    const bytes = png(10, 10);
    // Two of the three are stored and refused by the database; the fourth does not get that far.
    await Promise.all([upload(id, bytes), upload(id, bytes), upload(id, bytes)]);
    binding.failing = 'sidecar';
    expect((await upload(id)).status).toBe(503);
    binding.failing = [];
    expect(await sweep()).toBe(0);
    await makeDue();
    await sweep();
    expect([binding.objects.size, await unused()]).toEqual([1, []]);
  });

  it.each([
    ['is done', []],
    ['was tried in vain and may be done any moment', ['delete']],
  ])('cannot become an image once its deletion %s', async (_how, failing) => {
    const { id } = await service.addProduct();
    const before = (await unused()).length;
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    binding.beforeCreate = () => held;
    binding.failing = failing;
    const answer = upload(id);
    await eventually(async () => expect(await unused()).toHaveLength(before + 1));
    await makeDue();
    expect(await sweep()).toBe(before + 1);
    release?.();
    expect((await answer).status).toBe(503);
    expect((await service.send('GET', `/products/${id}`)).body.images).toEqual([]);
  });
});
