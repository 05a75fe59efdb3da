import { randomUUID } from 'node:crypto';
import { orderDeliveredV1 } from '@sidecart/contracts';
import { eventually, tokenFor } from '@sidecart/testing';
import type { QueuedView } from '../src/http/notification.schema';
import { startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;
const staff = tokenFor('staff');

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());
afterEach(() => (service.mailbox.reject = undefined));

const get = (path: string, token = staff) => service.send('GET', path, { token });
const post = (path: string, body?: object, headers: Record<string, string> = {}, token = staff) =>
  service.send('POST', path, { token, headers, ...(body ? { body } : {}) });
const itemsOf = async (query: string) => (await get(`/notifications/${query}`)).body.items as QueuedView[];

async function tell(person: Person): Promise<string> {
  const orderId = randomUUID();
  const order = { orderId, orderNumber: 'SC-1', customerId: person.id };
  await service.deliver(orderDeliveredV1, { ...order, deliveredAt: new Date().toISOString() });
  return `order.delivered:${orderId}`;
}

/** Notifications by mail that were tried for nothing, the oldest first. */
async function bury(person: Person, count: number, status: 'dead' | 'failed' = 'dead'): Promise<string[]> {
  service.mailbox.reject = { code: 550, text: 'no such user' };
  const facts: string[] = [];
  for (let n = 0; n < count; n += 1) facts.push(await tell(person));
  const rows = await Promise.all(facts.map((fact) => service.hasStatus(fact, 'failed')));
  await service.sql(`update notifications set status = ? where user_id = ? and channel = 'email'`, [
    status,
    person.id,
  ]);
  service.mailbox.reject = undefined;
  return rows.map(({ id }) => id);
}

describe('GET /notifications/queue', () => {
  it('lists to the staff what people are told, by person, status, channel and kind, page by page', async () => {
    const person = service.person();
    const facts = [await tell(person), await tell(person)];
    for (const fact of facts) await service.hasStatus(fact, 'sent');
    const all = await itemsOf(`queue?userId=${person.id}`);
    expect(all.map(({ channel }) => channel).sort()).toEqual(['email', 'email', 'inbox', 'inbox']);
    expect(all.find(({ channel }) => channel === 'email')).toEqual({
      ...{ id: expect.any(String), kind: 'order-delivered', channel: 'email', status: 'sent' },
      ...{
        subject: 'Your order SC-1 was delivered',
        createdAt: expect.any(String),
        sentAt: expect.any(String),
      },
      ...{ userId: person.id, attempts: 1, resends: 0, nextAttemptAt: null, code: null },
    });
    const query = `queue?userId=${person.id}&channel=email&status=sent&kind=order-delivered&limit=1`;
    const { body, headers } = await get(`/notifications/${query}`);
    expect(headers['link']).toContain('channel=email');
    const rest = await itemsOf(`${query}&cursor=${body.nextCursor}`);
    expect([...body.items, ...rest]).toEqual(all.filter(({ channel }) => channel === 'email'));
    expect(await itemsOf(`queue?userId=${person.id}&status=dead`)).toEqual([]);
  });

  it('is for the staff, and says what it does not know', async () => {
    for (const path of ['queue', 'dead-letters']) {
      expect((await get(`/notifications/${path}`, service.person().token)).status).toBe(403);
      expect((await get(`/notifications/${path}?kind=gossip`)).status).toBe(400);
      expect((await get(`/notifications/${path}?cursor=x`)).status).toBe(400);
    }
    expect((await get('/notifications/dead-letters?status=sent')).status).toBe(400);
  });
});

describe('GET /notifications/dead-letters', () => {
  it('lists what was tried too often, with why the last attempt did not succeed', async () => {
    const person = service.person();
    const [oldest, newest] = await bury(person, 2);
    const dead = await itemsOf(`dead-letters?userId=${person.id}`);
    expect(dead.map(({ id, status, code }) => ({ id, status, code }))).toEqual([
      { id: newest, status: 'dead', code: 'smtp-550' },
      { id: oldest, status: 'dead', code: 'smtp-550' },
    ]);
  });
});

describe('POST /notifications/resends', () => {
  it('sends what was not delivered once more, the oldest first, no more than is asked for', async () => {
    const person = service.person();
    const [first, second, third] = await bury(person, 3);
    const body = { status: 'dead', userId: person.id, limit: 2 };
    expect(await post('/notifications/resends', body)).toMatchObject({ status: 202, body: { resent: 2 } });
    await service.mailsOf(person, 2);
    const left = await itemsOf(`dead-letters?userId=${person.id}`);
    expect(left.map(({ id }) => id)).toEqual([third]);
    await eventually(async () => {
      const sent = await itemsOf(`queue?userId=${person.id}&status=sent&channel=email`);
      expect(sent.map(({ id, resends }) => ({ id, resends }))).toEqual([
        { id: second, resends: 1 },
        { id: first, resends: 1 },
      ]);
    });
  });

  it('sends it once a key, and once whoever else asks at the same time', async () => {
    const person = service.person();
    await bury(person, 3, 'failed');
    const body = { status: 'failed', userId: person.id };
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([
      post('/notifications/resends', body, key),
      post('/notifications/resends', body, key),
      post('/notifications/resends', body),
    ]);
    const [one, same, other] = answers.map((answer) => (answer.body as { resent: number }).resent);
    expect(same).toBe(one);
    expect(one! + other!).toBe(3);
    await service.mailsOf(person, 3);
  });

  it.each([
    [{}, '#/status'],
    [{ status: 'sent' }, '#/status'],
    [{ status: 'dead', limit: 501 }, '#/limit'],
    [{ status: 'dead', kind: 'gossip' }, '#/kind'],
  ])('refuses %j', async (body, pointer) => {
    const answer = await post('/notifications/resends', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('is for the staff', async () => {
    const answer = await post('/notifications/resends', { status: 'dead' }, {}, service.person().token);
    expect(answer.status).toBe(403);
  });
});

describe('POST /notifications/{notificationId}/cancel', () => {
  it('takes out of the queue what is still tried, and says so in the log', async () => {
    const person = service.person();
    service.mailbox.reject = { code: 451, text: 'later' };
    const fact = await tell(person);
    const { id } = await eventually(async () => {
      const row = await service.hasStatus(fact, 'queued');
      expect((await itemsOf(`logs?notificationId=${row.id}`)).length).toBeGreaterThan(0);
      return row;
    });
    const cancelled = await post(`/notifications/${id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { id, status: 'cancelled', nextAttemptAt: null } });
    service.mailbox.reject = undefined;
    await service.hurry();
    const log = await itemsOf(`logs?notificationId=${id}`);
    expect(log[0]).toMatchObject({ status: 'cancelled', code: 'by-staff' });
    expect((await post(`/notifications/${id}/cancel`)).body.code).toBe('not-queued');
    expect((await post(`/notifications/${id}/resend`)).status).toBe(202);
    await service.mailsOf(person, 1);
  });

  it('refuses what is not queued, does not exist, or is asked by a customer', async () => {
    const person = service.person();
    const { id } = await service.hasStatus(await tell(person), 'sent');
    expect((await post(`/notifications/${id}/cancel`)).status).toBe(409);
    expect((await post(`/notifications/${randomUUID()}/cancel`)).status).toBe(404);
    expect((await post(`/notifications/${id}/cancel`, undefined, {}, person.token)).status).toBe(403);
    const [inbox] = await itemsOf(`queue?userId=${person.id}&channel=inbox`);
    expect((await post(`/notifications/${inbox!.id}/resend`)).body.code).toBe('not-sent');
  });
});
