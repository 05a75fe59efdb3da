import { randomUUID } from 'node:crypto';
import { orderDeliveredV1, orderShippedV1 } from '@sidecart/contracts';
import { tokenFor } from '@sidecart/testing';
import type { TemplateView } from '../src/http/template.schema';
import { startNotification, type NotificationService, type Person } from './harness';

let service: NotificationService;
const staffId = randomUUID();
const staff = tokenFor('staff', staffId);

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const texts = (word: string) => ({
  subject: `${word}: {{orderNumber}}`,
  text: `${word} {{recipient.name}} {{orderNumber}} {{shopUrl}}`,
  html: `<p>${word} {{recipient.name}} {{orderNumber}}</p>`,
  short: `${word} {{orderNumber}}`,
});

const ORDER = {
  ...{
    orderId: randomUUID(),
    orderNumber: 'SC-1',
    total: { amountMinor: 1, currency: 'EUR' },
    taxIncluded: true,
  },
  ...{ subtotalMinor: null, discountMinor: null, shippingMinor: null, taxMinor: null },
};

const base = '/notifications/templates';
const send = (method: string, path: string, body?: object, token = staff) =>
  service.send(method, base + path, { token, ...(body ? { body } : {}) });
const save = (kind: string, body: object) => send('POST', `/${kind}/versions`, { locale: 'en', ...body });
const activate = (kind: string, version: number, locale = 'en') =>
  send('PUT', `/${kind}/${locale}/active`, { version });

async function deliverOrder(person: Person): Promise<void> {
  const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
  await service.deliver(orderDeliveredV1, { ...order, deliveredAt: new Date().toISOString() });
}

async function subjectFor(locale = 'en'): Promise<string | undefined> {
  const person = service.person();
  person.locale = locale;
  await deliverOrder(person);
  return (await service.mailsOf(person))[0]?.subject;
}

describe('GET /notifications/templates', () => {
  it('lists to the staff what is written with now, and to nobody else', async () => {
    const { status, body } = await send('GET', '');
    expect(status).toBe(200);
    expect(body.items).toHaveLength(11);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        ...{ key: 'order-shipped', locale: 'en', version: 1, revision: 2, origin: 'built-in', active: true },
        variables: expect.any(Object),
        createdBy: null,
      }),
    );
    for (const path of ['', '/welcome/en/versions', '/welcome/en/versions/1']) {
      expect((await send('GET', path, undefined, service.person().token)).status).toBe(403);
    }
  });
});

describe('a version of the staff', () => {
  it('is saved beside the built-in one, written with once it is active, and rolled back', async () => {
    const saved = await save('order-delivered', { ...texts('Arrived'), note: 'Friendlier' });
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      ...{ version: 2, origin: 'staff', active: false, createdBy: staffId, note: 'Friendlier', revision: 1 },
    });
    expect(await subjectFor()).toBe('Your order SC-1 was delivered');
    expect(await activate('order-delivered', 2)).toMatchObject({
      status: 200,
      body: { version: 2, active: true },
    });
    expect(await subjectFor()).toBe('Arrived: SC-1');
    const { body } = await send('GET', '/order-delivered/en/versions?limit=1');
    expect(body.items).toMatchObject([{ version: 2, active: true }]);
    const older = await send('GET', `/order-delivered/en/versions?limit=1&cursor=${body.nextCursor}`);
    expect(older.body).toMatchObject({ items: [{ version: 1, active: false }], nextCursor: null });
    expect((await activate('order-delivered', 1)).status).toBe(200);
    expect(await subjectFor()).toBe('Your order SC-1 was delivered');
    const one = await service.send('GET', (saved.headers['location'] as string).replace('/api', ''), {
      token: staff,
    });
    expect(one.body).toEqual({ ...saved.body, active: false });
  });

  it('in another language is for who reads it, and English is for the others', async () => {
    const german = await save('order-delivered', { ...texts('Angekommen'), locale: 'de', activate: true });
    expect(german.body).toMatchObject({ version: 1, locale: 'de', active: true });
    expect(await subjectFor('de-AT')).toBe('Angekommen: SC-1');
    expect(await subjectFor('fr')).toBe('Your order SC-1 was delivered');
    const person = service.person();
    await deliverOrder(person);
    const headers = { 'accept-language': 'de-DE,de;q=0.9' };
    const { body } = await service.send('GET', '/notifications', { token: person.token, headers });
    expect(body.items).toMatchObject([{ subject: 'Angekommen: SC-1', text: 'Angekommen SC-1' }]);
  });

  it('is counted once each, however many are saved at once, and one is active', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => save('welcome', { ...plain(`W${index}`), activate: true })),
    );
    expect(answers.map(({ body }) => (body as TemplateView).version).sort()).toEqual([2, 3, 4, 5, 6, 7]);
    const { body } = await send('GET', '/welcome/en/versions');
    expect((body.items as TemplateView[]).filter(({ active }) => active)).toHaveLength(1);
  });

  it('is saved once a key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = { locale: 'nl', ...plain('Welkom') };
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        service.send('POST', `${base}/welcome/versions`, { token: staff, headers: key, body }),
      ),
    );
    expect(answers.map(({ body: saved }) => (saved as TemplateView).version)).toEqual([1, 1, 1]);
  });

  it('that cannot be filled in after all gives way to the built-in one, so that what is owed is sent', async () => {
    await save('order-shipped', { ...plain('{{orderNumber}}'), activate: true });
    await service.sql(
      `update templates set text = '{{lost}}' where key = 'order-shipped' and origin = 'staff'`,
    );
    const person = service.person();
    const order = { orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id };
    await service.deliver(orderShippedV1, { ...order, shippedAt: new Date().toISOString() });
    const [mail] = await service.mailsOf(person);
    expect(mail?.subject).toBe('Your order SC-1 is on its way');
    expect(service.logged.join('\n')).toContain('template of the staff cannot be filled in');
    const { body } = await service.send('GET', '/notifications', { token: person.token });
    expect(body.items).toMatchObject([{ kind: 'order-shipped' }]);
    await activate('order-shipped', 1);
  });

  it.each([
    [{ text: '{{customer.email}}' }, '#/text', /no customer\.email/],
    [{ subject: '{{recipient.name}}' }, '#/subject', /no recipient\.name/],
    [{ short: '{{reset.token}}' }, '#/short', /no reset\.token/],
    [{ html: '<p>{{{orderNumber}}}</p>' }, '#/html', /escaped/],
    [{ html: '<script>1</script>' }, '#/html', /element/],
    [{ text: '{{constructor.constructor}}' }, '#/text', /no constructor/],
    [{ text: '{{#each orderNumber}}x{{/each}}' }, '#/text', /no list/],
    [{ text: '{{> partial}}' }, '#/text', /partials/],
    [{ text: '{{#if orderNumber}}' }, '#/text', /not a template/],
    [{ short: '{{#unless orderNumber}}x{{/unless}}' }, '#/short', /says nothing/],
  ])('is refused with %j', async (part, pointer, detail) => {
    const { status, body } = await save('order-delivered', { ...texts('X'), ...part });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'template-unsound', errors: [{ pointer }] });
    expect(body.errors[0].detail).toMatch(detail);
  });

  it.each([
    [{ subject: 'Hello\r\nBcc: x@y.example' }, '#/subject'],
    [{ text: 'x'.repeat(20_001) }, '#/text'],
    [{ locale: 'de-DE' }, '#/locale'],
    [{ version: 7 }, '#/version'],
  ])('is malformed with %j', async (part, pointer) => {
    const { status, body } = await save('order-delivered', { ...texts('X'), ...part });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('is not activated when there is none, or it is for other variables than are kept now', async () => {
    expect((await activate('order-delivered', 99)).status).toBe(404);
    expect((await activate('order-delivered', 0)).status).toBe(400);
    await service.sql(
      `insert into templates (key, locale, version, origin, revision, is_active, subject, text, html, short, variables, created_at)
       select key, locale, 99, 'staff', 1, false, subject, text, html, short, variables, now()
       from templates where key = 'order-shipped' and version = 1`,
    );
    expect(await activate('order-shipped', 99)).toMatchObject({
      status: 422,
      body: { code: 'template-outdated' },
    });
  });
});

describe('POST /notifications/templates/{kind}/preview', () => {
  const preview = (kind: string, body: object) => send('POST', `/${kind}/preview`, body);

  it('shows what each channel would show, with an example, and sends nothing', async () => {
    const { status, body } = await preview('order-confirmed', {});
    expect(status).toBe(200);
    expect(body.subject).toBe('Your order SC-7K3M-9QXA-02BD is confirmed');
    expect(body.text).toContain('2 x T-shirt (colour blue, size M): €50.00');
    expect(body.html).toContain('<strong>€62.39</strong>');
    expect(body.sms).toMatch(/^Sidecart: Your order SC-7K3M-9QXA-02BD of €62\.39 is confirmed\. https:/);
    expect(body.push).toMatchObject({ title: body.subject, url: expect.stringContaining('/orders/') });
  });

  it('shows texts that are not saved, with variables that are given, escaped', async () => {
    const variables = { orderId: randomUUID(), orderNumber: '<b>"1"</b>' };
    const { body } = await preview('order-delivered', { texts: texts('Draft'), variables });
    expect(body.text).toContain('Draft Carla <b>"1"</b>');
    expect(body.html).toBe('<p>Draft Carla &lt;b&gt;&quot;1&quot;&lt;/b&gt;</p>');
  });

  it('shows a version, and nothing where there is none', async () => {
    expect((await preview('payment-refunded', { version: 1 })).body.subject).toBe('Your refund of €12.50');
    expect((await preview('payment-refunded', { version: 9 })).status).toBe(404);
    expect((await preview('payment-refunded', { locale: 'xx' })).status).toBe(404);
  });

  it('says what cannot be filled in, such as too much, or a moment that never was', async () => {
    const line = { name: 'x', options: {}, quantity: 1, totalMinor: 1 };
    const variables = { ...ORDER, lines: Array.from({ length: 80 }, () => line) };
    const greedy = { ...plain('x'), text: '{{#each lines}}{{#each ../lines}}{{name}}{{/each}}{{/each}}' };
    const tooMuch = await preview('order-confirmed', { texts: greedy, variables });
    expect(tooMuch).toMatchObject({ status: 422, body: { code: 'template-unfillable' } });
    const leap = { orderId: randomUUID(), paymentId: randomUUID(), expiresAt: '2016-12-31T23:59:60Z' };
    expect((await preview('payment-action-required', { variables: leap })).status).toBe(422);
  });

  it('names what does not fit, in variables and in texts', async () => {
    const wrong = await preview('order-delivered', { variables: { orderId: 'x' } });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors).toContainEqual(expect.objectContaining({ pointer: '#/variables/orderNumber' }));
    const unsound = await preview('order-delivered', { texts: { ...texts('X'), text: '{{nobody}}' } });
    expect(unsound).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/text' }] } });
    expect((await preview('gossip', {})).status).toBe(400);
  });
});

function plain(word: string) {
  return {
    subject: `${word} subject`,
    text: `${word} text`,
    html: `<p>${word} html</p>`,
    short: `${word} short`,
  };
}
