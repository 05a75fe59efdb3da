import { newPerson, startAuthService, type Account, type AuthService } from './harness';

let service: AuthService;
let account: Account;
beforeAll(async () => {
  service = await startAuthService();
  account = await service.register();
});
afterAll(() => service.close());

describe('POST /auth/login', () => {
  it('signs a person in, in whatever case the address is written', async () => {
    const answer = await service.logIn({ ...account, email: account.email.toUpperCase() });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      user: { id: account.id, email: account.email, role: 'customer' },
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
    });
  });

  it('gives an unknown address and a wrong password the same answer', async () => {
    const wrong = await service.logIn({ ...account, password: 'not the password' });
    const unknown = await service.logIn(newPerson());
    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject({ code: 'invalid-credentials' });
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
    expect(Object.keys(wrong.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
  });

  it('does not take a password for another that begins with the same 72 bytes', async () => {
    const long = await service.register({ password: 'x'.repeat(72) });
    expect((await service.logIn({ ...long, password: 'x'.repeat(73) })).status).toBe(401);
    expect((await service.logIn(long)).status).toBe(200);
  });

  it('takes a password that is typed in another composition of the same characters', async () => {
    const composed = await service.register({ password: 'caf\u00e9 caf\u00e9' });
    expect((await service.logIn({ ...composed, password: 'cafe\u0301 cafe\u0301' })).status).toBe(200);
  });

  it.each([
    ['an array for a password', { password: ['x'] }, '#/password'],
    ['an operator for an address', { email: { $ne: null } }, '#/email'],
    ['an endless password', { password: 'x'.repeat(129) }, '#/password'],
    ['a second factor, which there is none of', { otp: '123456' }, '#/otp'],
  ])('refuses %s and names the field', async (_what, overrides, pointer) => {
    const answer = await service.post('/auth/login', {
      email: account.email,
      password: account.password,
      ...overrides,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('opens no session with a password that was replaced while it was being checked', async () => {
    const victim = await service.register();
    const { token } = await service.requestReset(victim);
    service.pause.afterMatching = async () => {
      await service.post('/auth/password/reset', { token, password: 'a new one, please' });
    };
    const late = await service.logIn(victim);
    service.pause.afterMatching = () => Promise.resolve();
    expect(late.status).toBe(401);
    expect((await service.logIn({ ...victim, password: 'a new one, please' })).status).toBe(200);
  });
});
