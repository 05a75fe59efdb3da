import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { newCustomer, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

describe('GET /orders', () => {
  it('pages through one’s own orders, newest first, without gap or repetition', async () => {
    const customer = newCustomer();
    await service.place(newCustomer());
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.unshift((await service.place(customer)).body.id);
    const seen: string[] = [];
    let path: string | undefined = '/orders?limit=2';
    while (path !== undefined) {
      const page = await service.send('GET', path, { token: customer.token });
      seen.push(...page.body.items.map((order: { id: string }) => order.id));
      path = /<\/api(.+)>; rel="next"/.exec(String(page.headers['link']))?.[1];
    }
    expect(seen).toEqual(ids);
  });

  it('lets staff list the orders of everybody, and nobody else', async () => {
    const customer = newCustomer();
    const { body } = await service.place(customer);
    const query = `/orders?customerId=${customer.id}`;
    const listed = await service.send('GET', query, { token: tokenFor('staff') });
    expect(listed.body.items).toMatchObject([{ id: body.id, itemCount: 2 }]);
    expect((await service.send('GET', '/orders?all=true', { token: tokenFor('admin') })).status).toBe(200);
    expect((await service.send('GET', query, { token: newCustomer().token })).status).toBe(403);
    expect((await service.send('GET', '/orders?all=true', { token: customer.token })).status).toBe(403);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['status=lost', 'status'],
    ['cursor=abc', 'cursor'],
    ['colour=red', 'colour'],
  ])('names the parameter of ?%s', async (query, name) => {
    const answer = await service.send('GET', `/orders?${query}`, { token: newCustomer().token });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ in: 'query', pointer: name }]);
  });
});

describe('GET /orders/{orderId}', () => {
  it('gives the same 404 for what is not there and for what is not yours', async () => {
    const { body } = await service.place(newCustomer());
    const stranger = newCustomer();
    const answers = await Promise.all(
      [body.id, randomUUID()].flatMap((id: string) =>
        [`/orders/${id}`, `/orders/${id}/history`].map((path) =>
          service.send('GET', path, { token: stranger.token }),
        ),
      ),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'not-found', detail: 'There is no such order.' });
    }
    const cancelled = await service.send('POST', `/orders/${body.id}/cancel`, { token: stranger.token });
    expect(cancelled.status).toBe(404);
  });

  it('tells the moves in their order, also when the clock was set back between them', async () => {
    const customer = newCustomer();
    const { body } = await service.place(customer);
    await service.send('POST', `/orders/${body.id}/cancel`, { token: customer.token });
    await service.orm.em
      .fork()
      .execute(`update order_status_history set id = ? where order_id = ? and to_status = 'cancelled'`, [
        '00000000-0000-7000-8000-000000000001',
        body.id,
      ]);
    const history = await service.send('GET', `/orders/${body.id}/history`, { token: customer.token });
    expect(history.body.items.map(({ to }: { to: string }) => to)).toEqual(['pending', 'cancelled']);
  });

  it('lets staff read any order', async () => {
    const { body } = await service.place(newCustomer());
    const answer = await service.send('GET', `/orders/${body.id}`, { token: tokenFor('staff') });
    expect(answer.body).toMatchObject({ id: body.id });
  });

  it('names an id that is none', async () => {
    const answer = await service.send('GET', '/orders/17', { token: newCustomer().token });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ in: 'path', pointer: 'orderId' }] });
  });
});

describe('POST /internal/orders/statuses', () => {
  const ask = (headers: Record<string, string>, orderIds: string[]) =>
    service.send('POST', '/internal/orders/statuses', { headers, body: { orderIds } });

  it('tells the product service where orders stand', async () => {
    const { body } = await service.place(newCustomer());
    const unknown = randomUUID();
    const answer = await ask({ 'dapr-caller-app-id': 'product' }, [body.id, unknown]);
    expect(answer.body.statuses).toEqual([
      { orderId: body.id, status: 'pending' },
      { orderId: unknown, status: 'unknown' },
    ]);
  });

  it('refuses every other caller', async () => {
    expect((await ask({ 'dapr-caller-app-id': 'gateway' }, [randomUUID()])).status).toBe(403);
    expect((await ask({}, [randomUUID()])).status).toBe(403);
  });
});
