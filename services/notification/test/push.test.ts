import { eventually } from '@sidecart/testing';
import { SHOP_URL, startNotification, type NotificationService, type Person } from './harness';
import { VAPID } from './push-service';
import { createSteps } from './steps';

let service: NotificationService;
const { choose, tell, logOf, channelsOf } = createSteps(() => service);

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

describe('/notifications/push', () => {
  const subscribe = (person: Person, body: object) =>
    service.send('POST', '/notifications/push/subscriptions', { token: person.token, body });
  const list = async (person: Person) =>
    (await service.send('GET', '/notifications/push/subscriptions', { token: person.token })).body.items as {
      id: string;
    }[];

  it('gives everybody the key that browsers subscribe with', async () => {
    const { status, body } = await service.send('GET', '/notifications/push/key');
    expect({ status, body }).toEqual({ status: 200, body: { publicKey: VAPID.publicKey } });
  });

  it('keeps the browsers of a person, shows them without what opens them, and forgets them', async () => {
    const person = service.person();
    const browser = service.pushService.browser();
    const added = await subscribe(person, {
      ...browser.subscription,
      expirationTime: null,
      label: ' My laptop ',
    });
    expect(added.status).toBe(201);
    expect(added.body).toEqual({
      id: expect.any(String),
      service: 'push.example',
      label: 'My laptop',
      createdAt: expect.any(String),
    });
    expect(added.headers['location']).toBe(`/api/notifications/push/subscriptions/${added.body.id}`);
    const again = await subscribe(person, browser.subscription);
    expect(again.body.id).toBe(added.body.id);
    expect(await list(person)).toMatchObject([{ id: added.body.id, label: null }]);
    expect(await list(service.person())).toEqual([]);
    const path = `/notifications/push/subscriptions/${added.body.id}`;
    expect((await service.send('DELETE', path, { token: service.person().token })).status).toBe(404);
    expect((await service.send('DELETE', path, { token: person.token })).status).toBe(204);
    expect((await service.send('DELETE', path, { token: person.token })).status).toBe(404);
    expect(await list(person)).toEqual([]);
  });

  it('has a browser show the notifications of who signed in there last', async () => {
    const [first, second] = [service.person(), service.person()];
    const browser = service.pushService.browser();
    await subscribe(first, browser.subscription);
    await subscribe(second, browser.subscription);
    expect(await list(first)).toEqual([]);
    expect(await list(second)).toHaveLength(1);
  });

  it('takes at most twenty browsers a person, however many come at once', async () => {
    const person = service.person();
    const bodies = Array.from({ length: 22 }, () => service.pushService.browser().subscription);
    const answers = await Promise.all(bodies.map((body) => subscribe(person, body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status === 422)?.body.code).toBe('too-many-subscriptions');
  });

  it.each([
    ['https://evil.example/x', 422, '#/endpoint'],
    ['https://push.example.evil.example/x', 422, '#/endpoint'],
    ['https://169.254.169.254/latest', 422, '#/endpoint'],
    ['https://push.example:6379/x', 422, '#/endpoint'],
    ['http://push.example/x', 400, '#/endpoint'],
    ['https://push.example/x y', 400, '#/endpoint'],
  ])('calls nobody at %s', async (endpoint, status, pointer) => {
    const { keys } = service.pushService.browser().subscription;
    const answer = await subscribe(service.person(), { endpoint, keys });
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('refuses keys that are none', async () => {
    const { endpoint, keys } = service.pushService.browser().subscription;
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url');
    const answer = await subscribe(service.person(), { endpoint, keys: { ...keys, p256dh: offCurve } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'push-key-invalid' } });
    expect((await subscribe(service.person(), { endpoint, keys: { ...keys, auth: 'short' } })).status).toBe(
      400,
    );
    expect((await service.send('POST', '/notifications/push/subscriptions', { body: {} })).status).toBe(401);
  });

  it('sends to each browser what only it can read, signed, and little of it', async () => {
    const person = service.person();
    const browsers = [service.pushService.browser(), service.pushService.browser()];
    for (const { subscription } of browsers) await subscribe(person, subscription);
    const { fact, orderId } = await tell(person);
    const { id } = await service.hasStatus(fact, 'sent', 'push');
    for (const { shown, endpoint } of browsers) {
      expect(shown).toEqual([
        {
          id,
          kind: 'order-delivered',
          title: 'Your order SC-1 was delivered',
          body: 'Your order SC-1 was delivered.',
          url: `${SHOP_URL}/orders/${orderId}`,
        },
      ]);
      const request = service.pushService.received.find(({ path }) => endpoint.endsWith(path));
      expect(request?.headers).toMatchObject({ ttl: '86400', urgency: 'normal' });
      expect(request?.headers['topic']).toMatch(/^[\w-]{32}$/);
      expect(service.logged.join('\n')).not.toContain(endpoint);
    }
  });

  it.each([404, 410])(
    'forgets a browser whose push service answers %i, and is sent by the other',
    async (status) => {
      const person = service.person();
      const [gone, here] = [service.pushService.browser(), service.pushService.browser()];
      for (const { subscription } of [gone, here]) await subscribe(person, subscription);
      service.pushService.answers.set(new URL(gone.endpoint).pathname, status);
      const { fact } = await tell(person);
      await service.hasStatus(fact, 'sent', 'push');
      expect(await list(person)).toHaveLength(1);
      expect(here.shown).toHaveLength(1);
    },
  );

  it('fails when the last browser has gone, and queues nothing from then on', async () => {
    const person = service.person();
    const browser = service.pushService.browser();
    await subscribe(person, browser.subscription);
    service.pushService.answers.set(new URL(browser.endpoint).pathname, 410);
    const { fact } = await tell(person);
    await service.hasStatus(fact, 'failed', 'push');
    expect(await logOf(fact, 'push')).toEqual([{ outcome: 'failed', code: 'no-subscription' }]);
    const later = await tell(person);
    expect(await channelsOf(later.fact)).not.toContain('push');
  });

  it('waits for a push service that is down', async () => {
    const person = service.person();
    const browser = service.pushService.browser();
    await subscribe(person, browser.subscription);
    const { pathname } = new URL(browser.endpoint);
    service.pushService.answers.set(pathname, 503);
    const { fact } = await tell(person);
    await eventually(async () => {
      expect((await logOf(fact, 'push'))[0]).toEqual({ outcome: 'deferred', code: 'push-unavailable' });
    });
    service.pushService.answers.delete(pathname);
    await service.hurry();
    await service.hasStatus(fact, 'sent', 'push');
    expect(browser.shown).toHaveLength(1);
  });

  it('is not sent to who does not want it', async () => {
    const person = service.person();
    await subscribe(person, service.pushService.browser().subscription);
    await choose(person, ['push', false]);
    const { fact } = await tell(person);
    await service.hasStatus(fact, 'sent');
    expect(await channelsOf(fact)).not.toContain('push');
  });
});
