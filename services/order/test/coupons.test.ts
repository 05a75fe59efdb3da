import { randomUUID } from 'node:crypto';
import { makeCoupon, staff } from './checkout-harness';
import { newCustomer, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

const create = (body: object, token: string | undefined = staff) =>
  service.send('POST', '/coupons', { token, body });

describe('coupons', () => {
  it('are made, found, changed and deleted by staff, who do not overwrite one another', async () => {
    const made = await makeCoupon(service, { code: 'spring-26', endsAt: '2030-01-01T00:00:00Z' });
    expect(made.body).toMatchObject({
      code: 'SPRING-26',
      percentBps: 1_000,
      amountMinor: null,
      endsAt: '2030-01-01T00:00:00.000Z',
      maxPerCustomer: null,
      redeemed: 0,
      active: true,
    });
    const path = `/coupons/${made.body.id}`;
    expect(made.headers).toMatchObject({ location: `/api${path}`, etag: '"1"' });
    const listed = await service.send('GET', '/coupons?code=Spring-26&active=true', { token: staff });
    expect(listed.body.items).toEqual([made.body]);
    const edit = (body: object, tag = '"1"') =>
      service.send('PATCH', path, { token: staff, body, headers: { 'if-match': tag } });
    const edited = await edit({ amountMinor: 500, currency: 'EUR', endsAt: null });
    expect(edited.body).toMatchObject({ percentBps: null, amountMinor: 500, endsAt: null });
    expect((await edit({ active: false })).status).toBe(412);
    expect((await service.send('GET', path, { token: staff })).headers['etag']).toBe('"2"');
    expect((await service.send('DELETE', path, { token: staff })).status).toBe(204);
    expect((await service.send('GET', path, { token: staff })).status).toBe(404);
  });

  it('are listed page by page, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 3; i += 1) made.unshift((await makeCoupon(service)).body.id);
    const first = await service.send('GET', '/coupons?limit=2', { token: staff });
    expect(first.body.items.map((one: { id: string }) => one.id)).toEqual(made.slice(0, 2));
    const query = `/coupons?limit=1&cursor=${first.body.nextCursor}`;
    expect((await service.send('GET', query, { token: staff })).body.items).toMatchObject([{ id: made[2] }]);
  });

  it('have one code each', async () => {
    const code = `ONE-${randomUUID().slice(0, 8)}`;
    await makeCoupon(service, { code });
    const second = await create({ code: code.toLowerCase(), percentBps: 1 });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'coupon-code-taken', errors: [{ pointer: '#/code' }] });
  });

  it.each([
    [400, 'a code with spaces', { code: 'a b c', percentBps: 1 }, '#/code'],
    [400, 'more than all', { code: 'ABC', percentBps: 10_001 }, '#/percentBps'],
    [400, 'an amount of nothing', { code: 'ABC', amountMinor: 0, currency: 'EUR' }, '#/amountMinor'],
    [400, 'a moment that is none', { code: 'ABC', percentBps: 1, endsAt: 'tomorrow' }, '#/endsAt'],
    [422, 'neither part nor amount', { code: 'ABC' }, '#/percentBps'],
    [422, 'both', { code: 'ABC', percentBps: 1, amountMinor: 1, currency: 'EUR' }, '#/amountMinor'],
    [422, 'an amount of no currency', { code: 'ABC', amountMinor: 1 }, '#/currency'],
    [
      422,
      'an end before its start',
      { code: 'ABC', percentBps: 1, startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
      '#/endsAt',
    ],
  ])('answer %i naming the field of %s', async (status, _case, body, pointer) => {
    const answer = await create(body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('are for staff alone', async () => {
    const path = `/coupons/${randomUUID()}`;
    const { token } = newCustomer();
    expect((await create({ code: 'ABC', percentBps: 1 }, token)).status).toBe(403);
    expect((await service.send('GET', '/coupons', { token })).status).toBe(403);
    expect((await service.send('GET', path, { token })).status).toBe(403);
    expect((await service.send('DELETE', path, { token })).status).toBe(403);
    expect((await service.send('PATCH', path, { token, body: { active: false } })).status).toBe(403);
    expect((await service.send('GET', '/coupons')).status).toBe(401);
    expect((await service.send('GET', path, { token: staff })).status).toBe(404);
    expect((await service.send('DELETE', path, { token: staff })).status).toBe(404);
  });
});
