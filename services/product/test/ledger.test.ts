import { randomUUID } from 'node:crypto';
import { productStockLowV1, type CloudEvent } from '@sidecart/contracts';
import { customer, rows, staff, startProductService, type ProductService } from './harness';
import { heldOrders } from './held-orders';
import { addSized } from './sized-products';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const { confirm, cancel } = heldOrders(() => service);

const post = (productId: string, what: string, body: object, token = staff, key = randomUUID()) =>
  service.send('POST', `/products/${productId}/inventory/${what}`, {
    token,
    headers: { 'idempotency-key': key },
    body,
  });
const receive = (productId: string, quantity: number, more: object = {}) =>
  post(productId, 'receipts', { quantity, reason: 'delivery', ...more });
const adjust = (productId: string, delta: number, more: object = {}) =>
  post(productId, 'adjustments', { delta, reason: 'count', ...more });
const setThreshold = (
  productId: string,
  lowStockThreshold: number | null,
  more: object = {},
  token = staff,
) =>
  service.send('PUT', `/products/${productId}/inventory/threshold`, {
    token,
    body: { lowStockThreshold, ...more },
  });
const ledger = (productId: string, query = '', token = staff) =>
  service.send('GET', `/products/${productId}/inventory/movements${query}`, { token });
const holdOne = async (productId: string, quantity = 1) => {
  const orderId = randomUUID();
  expect((await service.hold(orderId, [{ productId, quantity }])).status).toBe(200);
  return { orderId };
};

/** What was told of low stock of a product, once everything is published. */
async function lowStock(productId: string): Promise<CloudEvent[]> {
  await service.countChanges(productId, 'availability');
  return service.sidecar.published.filter(
    ({ type, subject }) => type === productStockLowV1.type && subject === productId,
  );
}

describe('POST /products/{productId}/inventory/receipts', () => {
  it('takes goods in, once under a key', async () => {
    const { id } = await service.addProduct();
    const key = randomUUID();
    const body = { quantity: 15, reason: 'delivery note 7' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(id, 'receipts', body, staff, key)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(answers[0]!.body).toMatchObject({ variantId: id, onHand: 25, reserved: 0, available: 25 });
  });

  it('is for one variant where there are several', async () => {
    const { id, variants } = await addSized(service, [1_000, 2_000]);
    expect((await receive(id, 5)).status).toBe(404);
    const answer = await receive(id, 5, { variantId: variants[1]!.id });
    expect(answer.body).toMatchObject({ sku: variants[1]!.sku, options: { size: '1' }, onHand: 15 });
    expect((await adjust(id, -1, { variantId: variants[0]!.id })).body).toMatchObject({ onHand: 9 });
    expect(await service.stockOf(id)).toEqual({ onHand: 24, reserved: 0, available: 24 });
  });

  it('names the field, is for staff, and answers 404 to another product’s variant', async () => {
    const [one, other] = [await service.addProduct(), await service.addProduct()];
    expect((await receive(one.id, 0)).body.errors[0].pointer).toBe('#/quantity');
    expect((await post(one.id, 'receipts', { quantity: 1 })).body.errors[0].pointer).toBe('#/reason');
    expect((await post(one.id, 'receipts', { quantity: 1, reason: 'x' }, customer)).status).toBe(403);
    expect((await receive(one.id, 1, { variantId: other.id })).status).toBe(404);
  });
});

describe('GET /products/{productId}/inventory/movements', () => {
  it('explains what is on hand and what is reserved, entry by entry', async () => {
    const { id } = await service.addProduct();
    const [kept, given] = [await holdOne(id, 3), await holdOne(id, 2)];
    await confirm(kept);
    await cancel(given);
    await cancel(kept);
    await receive(id, 4);
    await adjust(id, -1);
    const { status, body } = await ledger(id);
    expect(status).toBe(200);
    const entries = (body as { items: { kind: string; onHandDelta: number; reservedDelta: number }[] }).items;
    expect(entries.map(({ kind, onHandDelta, reservedDelta }) => [kind, onHandDelta, reservedDelta])).toEqual(
      [
        ['adjustment', -1, 0],
        ['receipt', 4, 0],
        ['return', 3, 0],
        ['release', 0, -2],
        ['commit', -3, -3],
        ['reservation', 0, 2],
        ['reservation', 0, 3],
        ['receipt', 10, 0],
      ],
    );
    expect(body.items[0]).toMatchObject({ reason: 'count', orderId: null, actorId: expect.any(String) });
    expect(body.items[4]).toMatchObject({ orderId: kept.orderId, actorId: null, returnId: null });
  });

  it('is read page by page', async () => {
    const { id } = await service.addProduct();
    for (let round = 0; round < 4; round += 1) await receive(id, 1);
    const first = await ledger(id, '?limit=3');
    expect(first.headers['link']).toContain(`/api/products/${id}/inventory/movements?limit=3&cursor=`);
    const second = await ledger(id, `?limit=3&cursor=${first.body.nextCursor}`);
    const found = [...first.body.items, ...second.body.items] as { id: string }[];
    expect(new Set(found.map((entry) => entry.id)).size).toBe(5);
    expect(second.body.nextCursor).toBeNull();
  });

  it('is for staff; refuses other cursors and unknown variants', async () => {
    const { id } = await service.addProduct();
    expect((await ledger(id, '', customer)).status).toBe(403);
    expect((await ledger(id, '?cursor=WyJ4Il0')).status).toBe(400);
    expect((await ledger(randomUUID())).status).toBe(404);
    expect((await ledger(id, `?variantId=${randomUUID()}`)).status).toBe(404);
  });
});

describe('product.stock-low.v1', () => {
  it('tells once when no more than the threshold is left, and again only after it rose above', async () => {
    const { id } = await service.addProduct({ lowStockThreshold: 5 });
    await holdOne(id, 4);
    expect(await lowStock(id)).toHaveLength(0);
    const last = await holdOne(id, 1);
    await holdOne(id, 1);
    const [event] = await lowStock(id);
    expect(await lowStock(id)).toHaveLength(1);
    expect(event?.data).toMatchObject({ productId: id, variantId: id, available: 5, threshold: 5 });
    await cancel(last);
    expect(await lowStock(id)).toHaveLength(1);
    await receive(id, 1);
    await holdOne(id, 1);
    expect(await lowStock(id)).toHaveLength(2);
  });

  it('tells once when fifty buyers cross the threshold at once', async () => {
    const { id } = await service.addProduct({ stock: 30, lowStockThreshold: 10 });
    await Promise.all(
      Array.from({ length: 50 }, () => service.hold(randomUUID(), [{ productId: id, quantity: 1 }])),
    );
    expect(await lowStock(id)).toHaveLength(1);
  });

  it('tells when the threshold is raised above what is left', async () => {
    const { id } = await service.addProduct();
    expect((await setThreshold(id, 9)).body).toMatchObject({ lowStockThreshold: 9, available: 10 });
    expect(await lowStock(id)).toHaveLength(0);
    await setThreshold(id, 10);
    await setThreshold(id, 12);
    expect(await lowStock(id)).toHaveLength(1);
    expect((await setThreshold(id, null)).body).toMatchObject({ lowStockThreshold: null });
    await adjust(id, -9);
    expect(await lowStock(id)).toHaveLength(1);
  });

  it('is for staff to set', async () => {
    const { id } = await service.addProduct();
    expect((await setThreshold(id, 1, {}, customer)).status).toBe(403);
    expect((await setThreshold(id, -1)).status).toBe(400);
    expect((await setThreshold(id, 1, { variantId: randomUUID() })).status).toBe(404);
  });
});

describe('GET /catalogue/low-stock', () => {
  const list = (query = '', token = staff) => service.send('GET', `/catalogue/low-stock${query}`, { token });

  it('lists what is sold and runs low, page by page', async () => {
    await rows(service, 'update inventory set low_stock_threshold = null');
    const low = [
      await service.addProduct({ stock: 2, lowStockThreshold: 2 }),
      await service.addProduct({ stock: 0, lowStockThreshold: 0 }),
    ].map(({ id }) => id);
    await service.addProduct({ stock: 3, lowStockThreshold: 2 });
    await service.addProduct({ stock: 0, lowStockThreshold: 2, status: 'draft' });
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.nextCursor).toBeNull();
    const found = [...first.body.items, ...second.body.items] as { productId: string }[];
    expect(found.map(({ productId }) => productId).sort()).toEqual(low.sort());
    expect(first.body.items[0]).toMatchObject({ name: expect.stringMatching(/^Thing/), reserved: 0 });
    expect((await list('', customer)).status).toBe(403);
  });
});
