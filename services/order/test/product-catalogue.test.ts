import { randomUUID } from 'node:crypto';
import { createServiceClient } from '@sidecart/platform';
import { createFakeSidecar } from '@sidecart/testing';
import { createProductCatalogue } from '../src/clients/product-catalogue';

const sidecar = createFakeSidecar();
const catalogue = createProductCatalogue(createServiceClient(sidecar, 'product'));

const answer = (status: number, body: object) => sidecar.respondAs('product', () => ({ status, body }));

const lastCall = () => sidecar.invocations.at(-1);

const [productId, variantId, orderId] = [randomUUID(), randomUUID(), randomUUID()];

describe('what is asked of the product service', () => {
  it('names the variant where it is known, and nothing else that a line knows', async () => {
    answer(200, { items: [] });
    const line = { productId, variantId, quantity: 2 };
    await catalogue.quote([line]);
    expect(lastCall()?.body).toEqual({ items: [{ productId, variantId }] });
    const held = { currency: 'EUR', lines: [{ ...line, unitPriceMinor: 5 }] };
    answer(200, held);
    expect(await catalogue.reserve(orderId, [{ ...line, name: 'ours' } as never])).toEqual(held);
    expect(lastCall()?.path).toContain(`/internal/reservations/${orderId}`);
    expect(lastCall()?.body).toEqual({ items: [line] });
    answer(200, { items: [] });
    await catalogue.quote([{ productId }]);
    expect(lastCall()?.body).toEqual({ items: [{ productId }] });
  });

  it('passes refusals on and hides everything else', async () => {
    const errors = [{ in: 'body', pointer: '#/items/0/variantId', detail: 'is required' }];
    answer(422, { status: 422, code: 'variant-required', detail: 'Which?', errors });
    const asked = catalogue.reserve(orderId, [{ productId, quantity: 1 }]);
    await expect(asked).rejects.toMatchObject({
      kind: 'refused',
      code: 'variant-required',
      details: { errors },
    });
    answer(409, { status: 409, code: 'reservation-closed', detail: 'Closed.' });
    await expect(catalogue.reserve(orderId, [])).rejects.toMatchObject({ kind: 'conflict' });
    answer(500, { status: 500, code: 'internal', detail: 'Oh.' });
    await expect(catalogue.quote([{ productId }])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await catalogue.quote([])).toEqual([]);
  });
});
