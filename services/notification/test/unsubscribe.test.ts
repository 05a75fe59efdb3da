import { randomUUID } from 'node:crypto';
import { orderCancelledV1, orderShippedV1 } from '@sidecart/contracts';
import { SHOP_URL, startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const at = () => new Date().toISOString();

async function ship(person: Person): Promise<string> {
  const orderId = randomUUID();
  const order = { orderId, orderNumber: 'SC-1', customerId: person.id };
  await service.deliver(orderShippedV1, { ...order, carrier: 'Fast & "Good"', shippedAt: at() });
  return `order.shipped:${orderId}`;
}

/** The path of the link in the mail about a shipped order, as the service itself sees it. */
async function linkFor(person: Person): Promise<string> {
  await ship(person);
  const [mail] = await service.mailsOf(person);
  const url = /No more mails like this: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  expect(url.startsWith(`${SHOP_URL}/api/`)).toBe(true);
  return url.slice(`${SHOP_URL}/api`.length);
}

const isEnabled = async ({ token }: Person, kind: string, channel = 'email') => {
  const { body } = await service.send('GET', '/notifications/preferences', { token });
  const items = body.items as { kind: string; channel: string; enabled: boolean }[];
  return items.find((item) => item.kind === kind && item.channel === channel)?.enabled;
};

const ONE_CLICK = {
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};

describe('a mail that can be switched off', () => {
  it('has a link in each of its parts, and the headers that mail programs look for', async () => {
    const person = service.person();
    const path = await linkFor(person);
    const [mail] = service.mailbox.mailsTo(person.email);
    expect(mail?.html).toContain(`href="${SHOP_URL}/api${path.replaceAll('=', '&#x3D;')}"`);
    expect(mail?.html).toContain('Fast &amp; &quot;Good&quot;');
    const lines = Object.fromEntries(mail?.headerLines.map(({ key, line }) => [key, line]) ?? []);
    expect(lines['list-unsubscribe']?.replaceAll(/\s+/g, ' ')).toBe(
      `List-Unsubscribe: <${SHOP_URL}/api${path}>`,
    );
    expect(lines['list-unsubscribe-post']).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('is no more sent after one click, of that kind, over that channel', async () => {
    const person = service.person();
    const path = await linkFor(person);
    const answer = await service.send('POST', path, ONE_CLICK);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('order shipped by mail');
    expect(await isEnabled(person, 'order-shipped')).toBe(false);
    expect(await isEnabled(person, 'order-shipped', 'inbox')).toBe(true);
    expect(await isEnabled(person, 'order-delivered')).toBe(true);
    expect((await service.send('POST', path)).status).toBe(200);
    await ship(person);
    await ship(person);
    expect((await service.send('GET', '/notifications', { token: person.token })).body.items).toHaveLength(3);
    await service.mailsOf(person, 1);
  });

  it('keeps what else the person has decided', async () => {
    const person = service.person();
    const path = await linkFor(person);
    const items = [
      { kind: 'order-shipped', channel: 'email', enabled: true },
      { kind: 'order-shipped', channel: 'sms', enabled: true },
    ];
    await service.send('PUT', '/notifications/preferences', { token: person.token, body: { items } });
    await service.send('POST', path, ONE_CLICK);
    expect(await isEnabled(person, 'order-shipped')).toBe(false);
    expect(await isEnabled(person, 'order-shipped', 'sms')).toBe(true);
  });

  it('is taken out of the queue by it', async () => {
    const person = service.person();
    const path = await linkFor(person);
    service.mailbox.reject = { code: 451, text: 'later' };
    const fact = await ship(person);
    await service.hasStatus(fact, 'queued');
    await service.send('POST', path, ONE_CLICK);
    service.mailbox.reject = undefined;
    await service.hurry();
    await service.hasStatus(fact, 'cancelled');
    await service.mailsOf(person, 1);
  });
});

describe('a mail that is owed', () => {
  it('has neither link nor headers', async () => {
    const person = service.person();
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    const total = { amountMinor: 100, currency: 'EUR' };
    await service.deliver(orderCancelledV1, {
      ...order,
      total,
      reason: 'customer-request',
      cancelledAt: at(),
    });
    const [mail] = await service.mailsOf(person);
    expect(mail?.text).not.toContain('unsubscribe');
    expect(mail?.headerLines.some(({ key }) => key.startsWith('list-'))).toBe(false);
  });
});

describe('the page behind the link', () => {
  it('asks before it acts: to open it changes nothing', async () => {
    const person = service.person();
    const path = await linkFor(person);
    const { status, text, headers } = await service.send('GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('order shipped by mail');
    expect(text).not.toContain(person.displayName);
    const action = /<form method="post" action="([^"]+)">/.exec(text)?.[1] ?? '';
    expect(await isEnabled(person, 'order-shipped')).toBe(true);
    const target = new URL(action, `http://localhost${path}`);
    expect(target.pathname + target.search).toBe(path);
  });

  it('is not there for a link that is not ours', async () => {
    const person = service.person();
    const path = await linkFor(person);
    const forged = path.replace(person.id, service.person().id);
    for (const method of ['GET', 'POST']) {
      expect((await service.send(method, forged)).status).toBe(404);
      expect((await service.send(method, '/notifications/unsubscribe')).status).toBe(400);
      expect((await service.send(method, '/notifications/unsubscribe?token=%3Cscript%3E')).status).toBe(400);
    }
    expect(await isEnabled(person, 'order-shipped')).toBe(true);
  });
});
