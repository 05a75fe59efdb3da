import { randomUUID } from 'node:crypto';
import { orderDeliveredV1, orderShippedV1 } from '@sidecart/contracts';
import type { InboxItemView } from '../src/http/notification.schema';
import { SHOP_URL, startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const at = () => new Date().toISOString();
const get = (path: string, token?: string, headers = {}) => service.send('GET', path, { token, headers });
const post = (path: string, { token }: Person, body?: object) =>
  service.send('POST', path, { token, ...(body ? { body } : {}) });

async function deliverOrder(person: Person, orderNumber = 'SC-1'): Promise<string> {
  const orderId = randomUUID();
  await service.deliver(orderDeliveredV1, { orderId, orderNumber, customerId: person.id, deliveredAt: at() });
  return orderId;
}

const itemsOf = async (person: Person, query = '') =>
  (await get(`/notifications${query}`, person.token)).body.items as InboxItemView[];

describe('GET /notifications', () => {
  it('lists what the shop has to tell the caller, at once, newest first, page by page', async () => {
    const person = service.person();
    const orderIds: string[] = [];
    for (const number of ['SC-1', 'SC-2', 'SC-3']) orderIds.push(await deliverOrder(person, number));
    await deliverOrder(service.person());
    const first = await get('/notifications?limit=2', person.token);
    expect(first.body).toMatchObject({ unread: 3 });
    expect(first.body.items[0]).toEqual({
      id: expect.any(String),
      kind: 'order-delivered',
      channel: 'inbox',
      status: 'sent',
      subject: 'Your order SC-3 was delivered',
      text: 'Your order SC-3 was delivered.',
      link: `${SHOP_URL}/orders/${orderIds[2]}`,
      createdAt: expect.any(String),
      sentAt: expect.any(String),
      readAt: null,
    });
    expect(first.headers['link']).toMatch(/^<\/api\/notifications\?.+>; rel="next"$/);
    const second = await get(`/notifications?limit=2&cursor=${first.body.nextCursor}`, person.token);
    expect(second.body.nextCursor).toBeNull();
    const seen = [...first.body.items, ...second.body.items] as InboxItemView[];
    expect(seen.map(({ subject }) => subject)).toEqual(
      ['SC-3', 'SC-2', 'SC-1'].map((number) => `Your order ${number} was delivered`),
    );
  });

  it.each(['limit=0', 'limit=101', 'cursor=nonsense', 'userId=1', 'unread=perhaps'])(
    'refuses %s with 400',
    async (query) => {
      const { status, body } = await get(`/notifications?${query}`, service.person().token);
      expect(status).toBe(400);
      expect(body.errors[0]).toMatchObject({ in: 'query', pointer: query.split('=')[0] });
    },
  );

  it('needs somebody who is signed in', async () => {
    expect((await get('/notifications')).status).toBe(401);
    expect((await service.send('POST', '/notifications/read', { body: {} })).status).toBe(401);
  });

  it('is without what somebody does not want there', async () => {
    const person = service.person();
    const items = [{ kind: 'order-shipped', channel: 'inbox', enabled: false }];
    await service.send('PUT', '/notifications/preferences', { token: person.token, body: { items } });
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    await service.deliver(orderShippedV1, { ...order, shippedAt: at() });
    await deliverOrder(person);
    expect((await itemsOf(person)).map(({ kind }) => kind)).toEqual(['order-delivered']);
  });

  it('makes do with English, whatever language is asked for', async () => {
    const person = service.person();
    await deliverOrder(person);
    for (const language of ['de-DE,de;q=0.9', '*', 'x'.repeat(2_000), ';;;,,']) {
      const { body } = await get('/notifications', person.token, { 'accept-language': language });
      expect(body.items).toMatchObject([{ subject: 'Your order SC-1 was delivered' }]);
    }
  });
});

describe('POST /notifications/{notificationId}/read', () => {
  it('marks one as read, once, and leaves the others unread', async () => {
    const person = service.person();
    await deliverOrder(person);
    await deliverOrder(person);
    const [newest, older] = await itemsOf(person);
    expect((await post(`/notifications/${newest!.id}/read`, person)).status).toBe(204);
    const read = (await itemsOf(person, '?unread=false'))[0];
    expect(read).toMatchObject({ id: newest!.id, readAt: expect.any(String) });
    expect((await post(`/notifications/${newest!.id}/read`, person)).status).toBe(204);
    expect((await itemsOf(person, '?unread=false'))[0]).toEqual(read);
    expect((await itemsOf(person, '?unread=true')).map(({ id }) => id)).toEqual([older!.id]);
    expect((await get('/notifications', person.token)).body.unread).toBe(1);
  });

  it('knows nothing of what is somebody else’s, or not in the inbox', async () => {
    const person = service.person();
    const orderId = await deliverOrder(person);
    const [item] = await itemsOf(person);
    const mail = await service.hasStatus(`order.delivered:${orderId}`, 'sent');
    expect((await post(`/notifications/${item!.id}/read`, service.person())).status).toBe(404);
    expect((await post(`/notifications/${mail.id}/read`, person)).status).toBe(404);
    expect((await post(`/notifications/${randomUUID()}/read`, person)).status).toBe(404);
    expect((await post('/notifications/nonsense/read', person)).status).toBe(400);
    expect(await itemsOf(person, '?unread=true')).toHaveLength(1);
  });
});

describe('POST /notifications/read', () => {
  it('marks all as read', async () => {
    const person = service.person();
    const other = service.person();
    await Promise.all([deliverOrder(person), deliverOrder(person), deliverOrder(other)]);
    expect((await post('/notifications/read', person, {})).body).toEqual({ marked: 2 });
    expect((await post('/notifications/read', person, {})).body).toEqual({ marked: 0 });
    expect((await get('/notifications', person.token)).body.unread).toBe(0);
    expect((await get('/notifications', other.token)).body.unread).toBe(1);
  });

  it('leaves unread what came after the newest that was seen', async () => {
    const person = service.person();
    await deliverOrder(person, 'SC-1');
    const [seen] = await itemsOf(person);
    await deliverOrder(person, 'SC-2');
    expect((await post('/notifications/read', person, { upTo: seen!.id })).body).toEqual({ marked: 1 });
    expect((await itemsOf(person, '?unread=true')).map(({ subject }) => subject)).toEqual([
      'Your order SC-2 was delivered',
    ]);
    expect((await post('/notifications/read', person, { upTo: 'x' })).status).toBe(400);
  });
});
