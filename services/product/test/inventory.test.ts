import { randomUUID } from 'node:crypto';
import { customer, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const adjust = (productId: string, body: object, { token = staff, key = randomUUID() } = {}) =>
  service.send('POST', `/products/${productId}/inventory/adjustments`, {
    token,
    headers: { 'idempotency-key': key },
    body,
  });

describe('POST /products/{productId}/inventory/adjustments', () => {
  it('changes what is on hand and notes who and why', async () => {
    const { id } = await service.addProduct();
    const answer = await adjust(id, { delta: -3, reason: 'broken in transit' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ productId: id, variantId: id, options: {}, lowStockThreshold: null },
      ...{ onHand: 7, reserved: 0, available: 7 },
    });
    const [movement] = await rows(
      service,
      "select on_hand_delta as delta, reason, actor_id is not null as known from stock_movements where kind = 'adjustment' and variant_id = ?",
      [id],
    );
    expect(movement).toEqual({ delta: -3, reason: 'broken in transit', known: true });
  });

  it('counts once, however often it is sent under one key', async () => {
    const { id } = await service.addProduct();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => adjust(id, { delta: 5, reason: 'delivery' }, { key })),
    );
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await service.stockOf(id)).toMatchObject({ onHand: 15 });
  });

  it('never leaves less than is held for orders', async () => {
    const { id } = await service.addProduct();
    await service.hold(randomUUID(), [{ productId: id, quantity: 4 }]);
    const answer = await adjust(id, { delta: -7, reason: 'count' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'below-reserved',
      errors: [{ pointer: '#/delta', detail: 'must be at least -6' }],
    });
    expect((await adjust(id, { delta: -6, reason: 'count' })).status).toBe(201);
  });

  it('keeps the ledger right when adjustments and holds come at once', async () => {
    const { id } = await service.addProduct({ stock: 20 });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 2 === 0
          ? adjust(id, { delta: index % 4 === 0 ? -2 : 1, reason: 'count' })
          : service.hold(randomUUID(), [{ productId: id, quantity: 1 }]),
      ),
    );
    const { onHand, reserved } = await service.stockOf(id);
    expect(reserved).toBeLessThanOrEqual(onHand);
  });

  it('tells when a product is sold out and when it is there again', async () => {
    const { id } = await service.addProduct({ stock: 1 });
    const before = await service.countChanges(id, 'availability');
    await adjust(id, { delta: -1, reason: 'lost' });
    await adjust(id, { delta: 1, reason: 'found' });
    await adjust(id, { delta: 1, reason: 'found another' });
    expect(await service.countChanges(id, 'availability')).toBe(before + 2);
  });

  it.each([
    ['no change', { delta: 0, reason: 'x' }, '#/delta'],
    ['a fraction', { delta: 0.5, reason: 'x' }, '#/delta'],
    ['too much', { delta: 1e9, reason: 'x' }, '#/delta'],
    ['no reason', { delta: 1 }, '#/reason'],
    ['an unknown field', { delta: 1, reason: 'x', onHand: 5 }, '#/onHand'],
  ])('names the field when the body has %s', async (_case, body, pointer) => {
    const { id } = await service.addProduct();
    const answer = await adjust(id, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('requires a key, is for staff, and answers 404 to an unknown product', async () => {
    const { id } = await service.addProduct();
    const body = { delta: 1, reason: 'x' };
    const path = `/products/${id}/inventory/adjustments`;
    expect((await service.send('POST', path, { token: staff, body })).status).toBe(400);
    expect((await adjust(id, body, { token: customer })).status).toBe(403);
    expect((await adjust(randomUUID(), body)).status).toBe(404);
  });
});

describe('GET /products/{productId}/inventory', () => {
  it('tells what there is, what is held and what is left', async () => {
    const { id } = await service.addProduct();
    await service.hold(randomUUID(), [{ productId: id, quantity: 4 }]);
    const { body } = await service.send('GET', `/products/${id}/inventory`, { token: staff });
    const level = { productId: id, onHand: 10, reserved: 4, available: 6 };
    expect(body).toMatchObject({ ...level, variants: [{ ...level, variantId: id }] });
  });

  it('is for staff, and answers 404 to an unknown product', async () => {
    const { id } = await service.addProduct();
    const path = `/products/${id}/inventory`;
    expect((await service.send('GET', path)).status).toBe(401);
    expect((await service.send('GET', path, { token: customer })).status).toBe(403);
    const unknown = await service.send('GET', `/products/${randomUUID()}/inventory`, { token: staff });
    expect(unknown.status).toBe(404);
  });
});
