import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { startUserService, type UserService } from './harness';

let service: UserService;
beforeAll(async () => void (service = await startUserService()));
afterAll(() => service.close());

describe('GET /users/me', () => {
  it('shows the profile that was written at registration, and its version', async () => {
    const { id, email, token } = await service.register('  Carla Customer ');
    const { status, body, headers } = await service.send('GET', '/users/me', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, email, displayName: 'Carla Customer', locale: 'en' });
    expect(body).not.toHaveProperty('phone');
    expect(headers['etag']).toBe('"1"');
  });

  it('answers 404 to somebody without a profile and 401 to nobody', async () => {
    expect((await service.send('GET', '/users/me', { token: tokenFor() })).status).toBe(404);
    expect((await service.send('GET', '/users/me')).status).toBe(401);
  });
});

describe('PATCH /users/me', () => {
  const patch = (token: string, body: object, headers = {}) =>
    service.send('PATCH', '/users/me', { token, body, headers });

  it('changes what is sent, keeps the rest and clears with null', async () => {
    const { token } = await service.register();
    const changed = await patch(token, { phone: '+49 30 123456', locale: 'pt-BR' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      displayName: 'Carla Customer',
      phone: '+49 30 123456',
      locale: 'pt-BR',
    });
    expect(changed.headers['etag']).toBe('"2"');
    await patch(token, { phoneNumber: '+4915112345678' });
    const cleared = await patch(token, { phone: null });
    expect(cleared.body).not.toHaveProperty('phone');
    expect(cleared.body).toMatchObject({ phoneNumber: '+4915112345678' });
    expect((await service.send('GET', '/users/me', { token })).body).toEqual(cleared.body);
  });

  it.each([
    ['a name of blanks', { displayName: '   ' }, '#/displayName'],
    ['a name with a line break', { displayName: 'Carla\r\nBcc: x@y.example' }, '#/displayName'],
    ['a name that is too long', { displayName: 'x'.repeat(101) }, '#/displayName'],
    ['letters for a telephone number', { phone: 'call me' }, '#/phone'],
    ['a number for text messages without its country', { phoneNumber: '0151 12345678' }, '#/phoneNumber'],
    ['a number for text messages that is too long', { phoneNumber: '+1234567890123456' }, '#/phoneNumber'],
    ['a locale that is none', { locale: 'english' }, '#/locale'],
    ['an e-mail address, which is not changed here', { email: 'x@y.example' }, '#/email'],
    ['a role', { role: 'admin' }, '#/role'],
    ['nothing', {}, '#'],
  ])('refuses %s and names the field', async (_what, body, pointer) => {
    const { token } = await service.register();
    const answer = await patch(token, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]));
  });

  it('refuses a change of what somebody else has changed since', async () => {
    const { token } = await service.register();
    const [one, other] = await Promise.all([
      patch(token, { displayName: 'One' }, { 'if-match': '"1"' }),
      patch(token, { displayName: 'Other' }, { 'if-match': '"1"' }),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 412]);
    const winner = one.status === 200 ? one : other;
    expect((await service.send('GET', '/users/me', { token })).body).toEqual(winner.body);
  });

  it('loses none of concurrent changes', async () => {
    const { token } = await service.register();
    const names = Array.from({ length: 8 }, (_, i) => `Name ${i}`);
    const answers = await Promise.all(names.map((displayName) => patch(token, { displayName })));
    expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 200));
    expect(answers.map((answer) => answer.headers['etag']).sort()).toEqual(
      names.map((_, i) => `"${i + 2}"`).sort(),
    );
  });
});

describe('PUT /internal/profiles/{userId}', () => {
  const body = (displayName: string, attempt: number) => ({ email: 'p@x.example', displayName, attempt });
  const nameOf = async (id: string) =>
    (await service.send('GET', '/users/me', { token: tokenFor('customer', id) })).body.displayName as string;

  it('may be repeated', async () => {
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => service.saveProfile(id, body('Paul', 1))));
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204]);
    expect(await nameOf(id)).toBe('Paul');
  });

  it('leaves what the person has changed since alone when it is repeated late', async () => {
    const { id, email, token } = await service.register();
    await service.send('PATCH', '/users/me', { token, body: { displayName: 'Changed' } });
    await service.saveProfile(id, { email, displayName: 'Carla Customer', attempt: 1 });
    expect(await nameOf(id)).toBe('Changed');
  });

  it('keeps what the last attempt wrote, in whatever order they arrive', async () => {
    const id = randomUUID();
    await service.saveProfile(id, body('Second', 2));
    await service.saveProfile(id, body('First', 1));
    expect(await nameOf(id)).toBe('Second');
    await service.saveProfile(id, body('Third', 3));
    expect(await nameOf(id)).toBe('Third');
  });

  it('is for the auth service only', async () => {
    expect((await service.saveProfile(randomUUID(), body('Paul', 1), 'order')).status).toBe(403);
    const asAdmin = await service.send('PUT', `/internal/profiles/${randomUUID()}`, {
      token: tokenFor('admin'),
      body: body('Paul', 1),
    });
    expect(asAdmin.status).toBe(403);
  });

  it('names the faulty fields', async () => {
    const answer = await service.saveProfile('me', { email: 'none', displayName: 'Paul', attempt: 0 });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([
      { in: 'path', pointer: 'userId' },
      { in: 'body', pointer: '#/email' },
      { in: 'body', pointer: '#/attempt' },
    ]);
  });
});

describe('GET /internal/contacts/{userId}', () => {
  const contactOf = (id: string, caller: string) =>
    service.send('GET', `/internal/contacts/${id}`, { headers: { 'dapr-caller-app-id': caller } });

  it('tells the notification service, and nobody else, where to write to', async () => {
    const { id, email } = await service.register('Nora');
    const answer = await contactOf(id, 'notification');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ userId: id, email, displayName: 'Nora', locale: 'en', timeZone: 'UTC' });
    expect((await contactOf(id, 'order')).status).toBe(403);
  });

  it('tells where text messages may go, and by whose clocks, as of now', async () => {
    const { id, token } = await service.register();
    await service.send('PATCH', '/users/me', { token, body: { phoneNumber: '+4915112345678' } });
    const preferences = { currency: 'EUR', timeZone: 'Europe/Berlin', theme: 'dark' };
    await service.send('PUT', '/users/me/preferences', { token, body: preferences });
    expect((await contactOf(id, 'notification')).body).toMatchObject({
      phoneNumber: '+4915112345678',
      timeZone: 'Europe/Berlin',
    });
    await service.send('PATCH', '/users/me', { token, body: { phoneNumber: null } });
    expect((await contactOf(id, 'notification')).body).not.toHaveProperty('phoneNumber');
  });

  it('answers 404 for somebody unknown', async () => {
    expect((await contactOf(randomUUID(), 'notification')).status).toBe(404);
  });
});
