import { pruneEnded } from '../src/use-cases/prune-ended';
import { startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());

const DAY_MS = 24 * 3_600_000;
const count = async (table: string) => {
  const [row] = await service.orm.em.execute<{ count: string }[]>(`select count(*) from ${table}`);
  return Number(row?.count);
};
const prune = (days: number) => pruneEnded(service.orm.em, new Date(Date.now() + days * DAY_MS));

describe('pruning', () => {
  it('keeps what is in use and what ended lately, and deletes what ended long ago', async () => {
    const account = await service.register();
    await service.requestReset(account);
    await service.post('/auth/refresh', { refreshToken: account.refreshToken });
    const { body } = await service.logIn(account);
    await service.send('POST', '/auth/logout', { token: `Bearer ${body.accessToken as string}` });
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([2, 3]);

    await prune(29);
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([2, 3]);
    expect(await count('password_resets')).toBe(1);

    await prune(29.99 + 1 / 24);
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([1, 0]);
    expect(await count('password_resets')).toBe(0);

    await prune(61);
    expect(await count('sessions')).toBe(0);
    expect(await count('credentials')).toBe(1);
  });
});
