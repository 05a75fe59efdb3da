import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { offerShipping, staff } from './checkout-harness';
import { newCustomer, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

const body = { name: 'Standard', currency: 'EUR', baseMinor: 490 };
const namesOf = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map((one) => one.name);

describe('the ways of shipping', () => {
  it('are listed for everybody, by country and currency, and only those on offer', async () => {
    await offerShipping(service, { name: 'Home', countries: ['DE'] });
    await offerShipping(service, { name: 'World' });
    await offerShipping(service, { name: 'Dollar', currency: 'USD' });
    await offerShipping(service, { name: 'Old', active: false });
    const list = (query: string, token?: string) =>
      service.send('GET', `/shipping-methods${query}`, { token });
    expect(namesOf(await list(''))).toEqual(['Home', 'World', 'Dollar']);
    expect(namesOf(await list('?country=DE&currency=EUR'))).toEqual(['Home', 'World']);
    expect(namesOf(await list('?country=FR&currency=EUR'))).toEqual(['World']);
    expect(namesOf(await list('?all=true', staff))).toContain('Old');
    expect((await list('?all=true')).status).toBe(403);
    expect((await list('?all=true', tokenFor('customer'))).status).toBe(403);
    const first = await list('?limit=2');
    expect(namesOf(await list(`?limit=2&cursor=${first.body.nextCursor}`))).toEqual(['Dollar']);
  });

  it('are made, read, changed and removed by staff, who do not overwrite one another', async () => {
    const made = await offerShipping(service, { name: ' Express ' });
    expect(made.body).toMatchObject({
      name: 'Express',
      countries: [],
      perKgMinor: 0,
      freeFromMinor: null,
      active: true,
    });
    const path = `/shipping-methods/${made.body.id}`;
    expect(made.headers).toMatchObject({ location: `/api${path}`, etag: '"1"' });
    const change = (changes: object, tag: string) =>
      service.send('PATCH', path, { token: staff, body: changes, headers: { 'if-match': tag } });
    const changed = await change({ freeFromMinor: 5_000, active: false }, '"1"');
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { freeFromMinor: 5_000 } });
    expect((await change({ baseMinor: 1 }, '"1"')).status).toBe(412);
    expect((await service.send('PATCH', path, { token: staff, body: { baseMinor: 1 } })).status).toBe(428);
    expect((await service.send('GET', path)).status).toBe(404);
    expect((await service.send('GET', path, { token: staff })).headers['etag']).toBe('"2"');
    const remove = (tag: string) =>
      service.send('DELETE', path, { token: staff, headers: { 'if-match': tag } });
    expect((await remove('"1"')).status).toBe(412);
    expect((await remove('"2"')).status).toBe(204);
    expect((await remove('"2"')).status).toBe(404);
  });

  it('are made once under one key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const make = () => service.send('POST', '/shipping-methods', { token: staff, body, headers });
    expect((await make()).text).toBe((await make()).text);
  });

  it.each([
    ['a price below zero', { baseMinor: -1 }, '#/baseMinor'],
    ['a country that is none', { countries: ['Germany'] }, '#/countries/0'],
    ['no name', { name: ' ' }, '#/name'],
    ['a currency that is none', { currency: 'euro' }, '#/currency'],
    ['an unknown field', { price: 1 }, '#/price'],
  ])('name the field of %s', async (_case, overrides, pointer) => {
    const answer = await service.send('POST', '/shipping-methods', {
      token: staff,
      body: { ...body, ...overrides },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('are not for customers to make, change or remove', async () => {
    const path = `/shipping-methods/${randomUUID()}`;
    for (const [token, status] of [
      [newCustomer().token, 403],
      [undefined, 401],
    ] as const) {
      expect((await service.send('POST', '/shipping-methods', { token, body })).status).toBe(status);
      expect((await service.send('PATCH', path, { token, body: { baseMinor: 1 } })).status).toBe(status);
      expect((await service.send('DELETE', path, { token })).status).toBe(status);
    }
    const missing = { token: staff, body: { baseMinor: 1 }, headers: { 'if-match': '"1"' } };
    expect((await service.send('PATCH', path, missing)).status).toBe(404);
  });
});
