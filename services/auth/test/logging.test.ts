import { randomUUID } from 'node:crypto';
import { newPerson, startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());

/** Sends one of each request that carries something that must not be logged, and returns all of it. */
async function useEverything(): Promise<string[]> {
  const account = await service.register();
  const { token, email, password, refreshToken } = account;
  const refreshed = await service.post('/auth/refresh', { refreshToken });
  const reset = await service.requestReset(account);
  const next = randomUUID();
  await service.post('/auth/password/reset', { token: reset.token, password: next });
  const login = await service.logIn({ email, password: next });
  await service.post(
    '/auth/password/change',
    { currentPassword: next, newPassword: `${next}!` },
    { token: `Bearer ${login.body.accessToken as string}` },
  );
  const opaque = [refreshToken, refreshed.body.refreshToken as string, reset.token];
  return [email, password, token.slice('Bearer '.length), next, ...opaque];
}

describe('the log', () => {
  it('never holds an address, a password or a token, not even when the database fails', async () => {
    const secrets = await useEverything();
    const broken = newPerson();
    for (const [column, request] of [
      ['password_hash', () => service.post('/auth/register', broken)],
      ['email', () => service.logIn(broken)],
    ] as const) {
      await service.orm.em.execute(`alter table credentials rename column ${column} to moved`);
      expect((await request()).status).toBe(500);
      await service.orm.em.execute(`alter table credentials rename column moved to ${column}`);
    }
    await service.post('/auth/login', { email: broken.email, password: 5 });
    const log = service.logged.join('\n');
    expect(log).toContain('request failed');
    for (const secret of [...secrets, broken.email, broken.password, '$2b$'])
      expect(log).not.toContain(secret);
  });
});
