import { randomUUID } from 'node:crypto';
import { orderConfirmedV1, orderDeliveredV1, orderShippedV1, userRegisteredV1 } from '@sidecart/contracts';
import { eventually, tokenFor } from '@sidecart/testing';
import type { QueuedView as NotificationView } from '../src/http/notification.schema';
import { startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;
const staff = tokenFor('staff');

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());
afterEach(() => (service.mailbox.reject = undefined));

const at = () => new Date().toISOString();
const get = (path: string, token?: string) => service.send('GET', path, { token });

async function deliverOrder(person: Person, orderNumber = 'SC-1'): Promise<string> {
  const orderId = randomUUID();
  const event = { orderId, orderNumber, customerId: person.id, deliveredAt: at() };
  await service.deliver(orderDeliveredV1, event);
  return `order.delivered:${orderId}`;
}

describe('/notifications/preferences', () => {
  const save = (person: Person, items: unknown) =>
    service.send('PUT', '/notifications/preferences', { token: person.token, body: { items } as object });
  const decide = (kind: string, enabled: boolean) => ({ kind, channel: 'email', enabled });

  it('has everything switched on to begin with, and says what cannot be switched off', async () => {
    const { body } = await get('/notifications/preferences', service.person().token);
    expect(body.items).toContainEqual({ ...decide('password-reset', true), required: true });
    expect(body.items).toContainEqual({ ...decide('order-shipped', true), required: false });
    const kindsOf = (channel: string) =>
      (body.items as NotificationView[]).filter((item) => item.channel === channel).length;
    expect(['email', 'inbox', 'push', 'sms'].map(kindsOf)).toEqual([9, 8, 7, 7]);
    expect(body.items).toContainEqual({
      kind: 'order-confirmed',
      channel: 'sms',
      enabled: false,
      required: false,
    });
    expect(body.items).not.toContainEqual(expect.objectContaining({ kind: 'stock-low' }));
  });

  it('keeps what was decided last, and sends by it', async () => {
    const person = service.person();
    expect((await save(person, [decide('order-shipped', false), decide('welcome', false)])).status).toBe(200);
    const saved = await save(person, [decide('order-shipped', false)]);
    expect(saved.body.items).toContainEqual({ ...decide('order-shipped', false), required: false });
    expect(saved.body).toEqual((await get('/notifications/preferences', person.token)).body);
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    expect(await service.deliver(orderShippedV1, { ...order, shippedAt: at() })).toBe('SUCCESS');
    await service.deliver(userRegisteredV1, { userId: person.id, registeredAt: at() });
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Welcome to Sidecart');
    const queued = (await get(`/notifications/queue?userId=${person.id}&channel=email`, staff)).body.items;
    expect((queued as NotificationView[]).map(({ kind }) => kind)).toEqual(['welcome']);
  });

  it('refuses to switch off what must be told, and tells it', async () => {
    const person = service.person();
    const { status, body } = await save(person, [decide('welcome', false), decide('order-confirmed', false)]);
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'notification-required', errors: [{ pointer: '#/items/1' }] },
    });
    const total = { amountMinor: 100, currency: 'EUR' };
    const lines = [{ productId: randomUUID(), name: 'Bulb', quantity: 1, unitPriceMinor: 100 }];
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    await service.deliver(orderConfirmedV1, { ...order, total, lines, confirmedAt: at() });
    await service.mailsOf(person, 1);
  });

  it.each([
    ['stock-low', 'email'],
    ['password-reset', 'sms'],
    ['welcome', 'push'],
  ])('refuses to decide about %s by %s, which nobody is sent', async (kind, channel) => {
    const answer = await save(service.person(), [{ kind, channel, enabled: true }]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'notification-unavailable' } });
  });

  it('refuses two decisions about the same', async () => {
    const answer = await save(service.person(), [decide('welcome', false), decide('welcome', true)]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'decided-twice' } });
  });

  it('keeps one of several decisions made at once, and no mixture', async () => {
    const person = service.person();
    const kinds = ['welcome', 'order-shipped', 'order-delivered'];
    const answers = await Promise.all(kinds.map((kind) => save(person, [decide(kind, false)])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { items } = (await get('/notifications/preferences', person.token)).body as {
      items: { channel: string; enabled: boolean }[];
    };
    expect(items.filter(({ channel, enabled }) => channel === 'email' && !enabled)).toHaveLength(1);
  });

  it.each([
    [[{ kind: 'gossip', channel: 'email', enabled: true }], '#/items/0/kind'],
    [[{ kind: 'welcome', channel: 'pigeon', enabled: true }], '#/items/0/channel'],
    [[{ kind: 'welcome', channel: 'email' }], '#/items/0/enabled'],
    [[{ kind: 'welcome', channel: 'email', enabled: 'no' }], '#/items/0/enabled'],
    [Array.from({ length: 32 }, () => decide('welcome', true)), '#/items'],
    ['all', '#/items'],
  ])('refuses %j with 400 and names %s', async (items, pointer) => {
    const { status, body } = await save(service.person(), items);
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });
});

describe('GET /notifications/logs', () => {
  it('lists attempts to staff, by person and by how they ended', async () => {
    const person = service.person();
    await service.hasStatus(await deliverOrder(person), 'sent');
    service.mailbox.reject = { code: 550, text: 'no such user' };
    const { id } = await service.hasStatus(await deliverOrder(person), 'failed');
    const all = await get(`/notifications/logs?userId=${person.id}`, staff);
    expect(all.body.items).toMatchObject([
      { status: 'failed', code: 'smtp-550' },
      { status: 'sent', code: null },
    ]);
    const failed = await get(`/notifications/logs?userId=${person.id}&status=failed`, staff);
    expect(failed.body.items).toMatchObject([{ notificationId: id, kind: 'order-delivered', attempt: 1 }]);
    const page = await get(`/notifications/logs?userId=${person.id}&limit=1`, staff);
    const next = await get(
      `/notifications/logs?userId=${person.id}&limit=1&cursor=${page.body.nextCursor}`,
      staff,
    );
    expect([...page.body.items, ...next.body.items]).toEqual(all.body.items);
  });

  it('refuses what is not a log to anybody else, and a wrong filter', async () => {
    expect((await get('/notifications/logs', service.person().token)).status).toBe(403);
    expect((await get('/notifications/logs?status=lost', staff)).status).toBe(400);
  });
});

describe('POST /notifications/{notificationId}/resend', () => {
  const resend = (id: string, token = staff, headers: Record<string, string> = {}) =>
    service.send('POST', `/notifications/${id}/resend`, { token, headers });

  it('sends what had failed once more', async () => {
    const person = service.person();
    service.mailbox.reject = { code: 550, text: 'no such user' };
    const fact = await deliverOrder(person);
    const { id } = await service.hasStatus(fact, 'failed');
    service.mailbox.reject = undefined;
    expect(await resend(id)).toMatchObject({ status: 202, body: { id, status: 'queued' } });
    await service.mailsOf(person, 1);
    await service.hasStatus(fact, 'sent');
  });

  it('sends another mail, once per key, of what was sent before', async () => {
    const person = service.person();
    const fact = await deliverOrder(person);
    const { id } = await service.hasStatus(fact, 'sent');
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => resend(id, staff, headers)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const mails = await service.mailsOf(person, 2);
    expect(mails.map(({ messageId }) => messageId)).toEqual([
      `<${id}@shop.example>`,
      `<${id}.1@shop.example>`,
    ]);
    await service.hasStatus(fact, 'sent');
  });

  it('refuses what is queued anyway, does not exist, or is asked by a customer', async () => {
    const person = service.person();
    service.mailbox.reject = { code: 451, text: 'later' };
    const fact = await deliverOrder(person);
    const { id } = await eventually(async () => {
      const row = await service.hasStatus(fact, 'queued');
      expect(row.attempts).toBeGreaterThan(0);
      return row;
    });
    expect(await resend(id)).toMatchObject({ status: 409, body: { code: 'already-queued' } });
    expect((await resend(randomUUID())).status).toBe(404);
    expect((await resend('nonsense')).status).toBe(400);
    expect((await resend(id, person.token)).status).toBe(403);
  });
});
