import { randomUUID } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import { RESET_TTL_MS } from '../src/domain/password-reset';
import { newPerson, RESET_REQUESTED, startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());

const forgot = (email: string) => service.post('/auth/password/forgot', { email });
const reset = (token: unknown, password: string) => service.post('/auth/password/reset', { token, password });
const sessionsOf = (token: string) => service.send('GET', '/auth/sessions', { token });
const NEW = 'a new one, please';

describe('POST /auth/password/forgot', () => {
  it('answers the same whether or not there is such an account', async () => {
    const { email } = await service.register();
    const known = await forgot(email.toUpperCase());
    const unknown = await forgot(newPerson().email);
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.text).toBe(unknown.text);
    expect(Object.keys(known.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
  });

  it('publishes a request for an account, with neither token nor address, and forgets any other', async () => {
    const account = await service.register();
    const unknown = newPerson().email;
    await forgot(unknown);
    await forgot(account.email);
    await eventually(() =>
      expect(service.publishedEvents(RESET_REQUESTED, account.id)).toEqual([
        { resetId: expect.any(String), userId: account.id, requestedAt: expect.any(String) },
      ]),
    );
    const rows = JSON.stringify(await service.orm.em.execute('select * from password_resets'));
    expect(rows).not.toContain(account.email);
    expect(rows).not.toContain(unknown);
  });

  it('publishes nothing for an account that is pending', async () => {
    service.userService.answer = () => 500;
    const person = newPerson();
    await service.post('/auth/register', person);
    service.userService.answer = () => 204;
    const published = service.sidecar.published.length;
    await forgot(person.email);
    await eventually(async () =>
      expect(await service.orm.em.execute('select 1 from password_resets where email is not null')).toEqual(
        [],
      ),
    );
    expect(service.sidecar.published).toHaveLength(published);
  });

  it('refuses what is no address', async () => {
    const answer = await forgot('carla');
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer: '#/email' }]);
  });
});

describe('POST /internal/password-resets/{resetId}/token', () => {
  it('gives the notification service, and nobody else, a token that is kept as a hash only', async () => {
    const account = await service.register();
    const { resetId, token } = await service.requestReset(account);
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = JSON.stringify(await service.orm.em.execute('select * from password_resets'));
    expect(rows).not.toContain(token);
    for (const caller of ['order', 'gateway', ''])
      expect((await service.mint(resetId, caller)).status).toBe(403);
  });

  it('replaces the token before by a new one', async () => {
    const account = await service.register();
    const { resetId, token } = await service.requestReset(account);
    const again = await service.mint(resetId);
    expect((await reset(token, NEW)).status).toBe(422);
    expect((await reset(again.body.token, NEW)).status).toBe(204);
  });

  it('lets nothing live longer than thirty minutes after the request, however late it is made', async () => {
    const account = await service.register();
    const { resetId } = await service.requestReset(account);
    service.advance(RESET_TTL_MS - 60_000);
    const { body } = await service.mint(resetId);
    service.advance(120_000);
    expect((await reset(body.token, NEW)).status).toBe(422);
    expect((await service.mint(resetId)).status).toBe(409);
  });

  it('makes none for a reset that was used or never requested', async () => {
    const account = await service.register();
    const { resetId, token } = await service.requestReset(account);
    await reset(token, NEW);
    const answer = await service.mint(resetId);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'password-reset-closed' });
    expect((await service.mint(randomUUID())).status).toBe(404);
    expect((await service.mint('17')).status).toBe(400);
  });
});

describe('POST /auth/password/reset', () => {
  it('sets the new password and ends all sessions', async () => {
    const account = await service.register();
    const { token } = await service.requestReset(account);
    expect((await reset(token, NEW)).status).toBe(204);
    expect((await service.logIn(account)).status).toBe(401);
    expect((await service.logIn({ ...account, password: NEW })).status).toBe(200);
    expect((await sessionsOf(account.token)).status).toBe(401);
    const { refreshToken } = account;
    expect((await service.post('/auth/refresh', { refreshToken })).status).toBe(401);
  });

  it('takes a token once, however many use it at once', async () => {
    const account = await service.register();
    const { token } = await service.requestReset(account);
    const passwords = Array.from({ length: 5 }, (_, i) => `${NEW} ${i}`);
    const answers = await Promise.all(passwords.map((password) => reset(token, password)));
    const statuses = answers.map((answer) => answer.status);
    expect([...statuses].sort()).toEqual([204, 422, 422, 422, 422]);
    const winner = passwords[statuses.indexOf(204)]!;
    expect((await service.logIn({ ...account, password: winner })).status).toBe(200);
    expect((await reset(token, NEW)).status).toBe(422);
  });

  it('makes the other tokens of the person worthless', async () => {
    const account = await service.register();
    const first = await service.requestReset(account);
    const second = await service.requestReset(account);
    expect((await reset(second.token, NEW)).status).toBe(204);
    expect((await reset(first.token, 'yet another one')).status).toBe(422);
  });

  it('refuses a token it never gave, and names the field', async () => {
    const answer = await reset('x'.repeat(43), NEW);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid-reset-token', errors: [{ pointer: '#/token' }] });
  });

  it('leaves the token good when the password is refused', async () => {
    const account = await service.register();
    const { token } = await service.requestReset(account);
    const short = await reset(token, 'short');
    expect(short.status).toBe(400);
    expect(short.body.errors).toMatchObject([{ pointer: '#/password' }]);
    expect((await reset(token, 'é'.repeat(40))).status).toBe(400);
    expect((await reset(token, NEW)).status).toBe(204);
  });
});

describe('POST /auth/password/change', () => {
  const change = (token: string, currentPassword: string, newPassword: string) =>
    service.post('/auth/password/change', { currentPassword, newPassword }, { token });

  it('changes the password, keeps this session and ends the others', async () => {
    const account = await service.register();
    const other = await service.logIn(account);
    expect((await change(account.token, account.password, NEW)).status).toBe(204);
    expect((await sessionsOf(account.token)).body.items).toHaveLength(1);
    expect((await sessionsOf(`Bearer ${other.body.accessToken as string}`)).status).toBe(401);
    expect((await service.logIn(account)).status).toBe(401);
    expect((await service.logIn({ ...account, password: NEW })).status).toBe(200);
  });

  it('makes a reset that somebody has requested worthless', async () => {
    const account = await service.register();
    const { token } = await service.requestReset(account);
    expect((await change(account.token, account.password, NEW)).status).toBe(204);
    expect((await reset(token, 'yet another one')).status).toBe(422);
  });

  it('refuses a wrong current password and changes nothing', async () => {
    const account = await service.register();
    const answer = await change(account.token, 'not the password', NEW);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'wrong-password', errors: [{ pointer: '#/currentPassword' }] });
    expect((await service.logIn(account)).status).toBe(200);
  });

  it('lets one of two concurrent changes win', async () => {
    const account = await service.register();
    const passwords = ['the first of two', 'the second of two'];
    const answers = await Promise.all(passwords.map((one) => change(account.token, account.password, one)));
    const statuses = answers.map((answer) => answer.status);
    expect([...statuses].sort()).toEqual([204, 422]);
    const winner = passwords[statuses.indexOf(204)]!;
    expect((await service.logIn({ ...account, password: winner })).status).toBe(200);
  });

  it('does not undo a reset that came in between', async () => {
    const account = await service.register();
    const { token } = await service.requestReset(account);
    service.pause.afterMatching = async () => {
      await reset(token, NEW);
    };
    const late = await change(account.token, account.password, 'of whoever was in');
    service.pause.afterMatching = () => Promise.resolve();
    expect(late.status).toBe(422);
    expect((await service.logIn({ ...account, password: NEW })).status).toBe(200);
  });

  it('refuses a new password that is none, and names the field', async () => {
    const account = await service.register();
    const answer = await change(account.token, account.password, 'short');
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer: '#/newPassword' }]);
  });
});
