import { randomUUID } from 'node:crypto';
import { paymentRefundFailedV1 } from '@sidecart/contracts';
import { tokenFor } from '@sidecart/testing';
import { newCustomer, startOrderService, type OrderService } from './harness';
import { livesOf, payments, staff, type Placed } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeAll(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterAll(() => service.close());

const list = async (query: string, token = staff) => service.send('GET', `/orders?${query}`, { token });

/** The ids of all pages of a list. */
async function idsOf(query: string): Promise<string[]> {
  const ids: string[] = [];
  let path: string | undefined = `/orders?${query}`;
  while (path !== undefined) {
    const page = await service.send('GET', path, { token: staff });
    expect(page.status).toBe(200);
    ids.push(...page.body.items.map((order: { id: string }) => order.id));
    path = /<\/api(.+)>; rel="next"/.exec(String(page.headers['link']))?.[1];
  }
  return ids;
}

describe('GET /orders for staff', () => {
  it('finds orders by number, customer, product, variant, payment and status', async () => {
    const [one, other] = [await life.confirmed([1, 2]), await life.placed([1])];
    const { number } = await life.read(one);
    expect(await idsOf(`number=${number.toLowerCase()}`)).toEqual([one.orderId]);
    expect(await idsOf(`customerId=${one.customer.id}`)).toEqual([one.orderId]);
    expect(await idsOf(`productId=${one.variantIds[1]}`)).toEqual([one.orderId]);
    expect(await idsOf(`variantId=${one.variantIds[0]}`)).toEqual([one.orderId]);
    expect(await idsOf(`variantId=${one.variantIds[0]}&status=pending`)).toEqual([]);
    expect(await idsOf(`paymentState=paid&status=confirmed`)).toContain(one.orderId);
    const awaiting = await idsOf(`paymentState=awaiting&all=true`);
    expect(awaiting).toContain(other.orderId);
    expect(awaiting).not.toContain(one.orderId);
  });

  it('finds orders by time, from the first moment and before the last', async () => {
    const order = await life.placed();
    const { createdAt } = await life.read(order);
    const later = new Date(Date.parse(createdAt) + 1).toISOString();
    expect(await idsOf(`createdFrom=${createdAt}&createdTo=${later}`)).toContain(order.orderId);
    expect(await idsOf(`createdTo=${createdAt}`)).not.toContain(order.orderId);
    expect(await idsOf(`createdFrom=${later}`)).not.toContain(order.orderId);
  });

  it('sorts by total and by time, page by page without gap or repetition', async () => {
    const placed: Placed[] = [];
    for (const quantity of [3, 1, 9, 9, 5]) placed.push(await life.placed([quantity]));
    const totals = async (sort: string) => {
      const ids = await idsOf(`sort=${sort}&limit=2&minTotal=1250&maxTotal=11250`);
      expect(new Set(ids).size).toBe(ids.length);
      return ids.filter((id) => placed.some((order) => order.orderId === id));
    };
    const byTotal = [1, 0, 4].map((index) => placed[index]!.orderId);
    expect((await totals('lowest')).slice(0, 3)).toEqual(byTotal);
    expect((await totals('highest')).slice(2)).toEqual([...byTotal].reverse());
    expect(await totals('oldest')).toEqual(placed.map((order) => order.orderId));
    expect(await totals('newest')).toEqual(placed.map((order) => order.orderId).reverse());
    expect(await idsOf('minTotal=11251')).toEqual([]);
  });

  it('finds what needs attention, and shows why', async () => {
    const order = await life.confirmed();
    await life.cancel(order);
    await service.deliver(paymentRefundFailedV1, payments(order).refundFailed());
    const { body } = await list('needsAttention=true');
    expect(body.items).toMatchObject([{ id: order.orderId, attention: 'refund-failed' }]);
    expect(await idsOf('needsAttention=false')).not.toContain(order.orderId);
    const own = await list('', order.customer.token);
    expect(own.body.items[0]).not.toHaveProperty('attention');
  });

  it.each([
    `customerId=${randomUUID()}`,
    'all=true',
    'sort=highest',
    'paymentState=paid',
    'number=SC-7K3M-9QXA-02BD',
    'createdFrom=2026-01-01T00:00:00Z',
    'minTotal=1',
    `productId=${randomUUID()}`,
    'needsAttention=true',
  ])('is not for customers: %s', async (query) => {
    expect((await list(query, newCustomer().token)).status).toBe(403);
    expect((await list(query, tokenFor('admin'))).status).toBe(200);
  });

  it.each([
    ['number=17', 'number'],
    ['createdFrom=yesterday', 'createdFrom'],
    ['minTotal=-1', 'minTotal'],
    ['sort=best', 'sort'],
    ['sort=highest&cursor=WyIyMDI2IiwiYSJd', 'cursor'],
  ])('names the parameter of ?%s', async (query, name) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ in: 'query', pointer: name }]);
  });
});
