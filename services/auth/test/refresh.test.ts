import { REUSE_GRACE_MS } from '../src/domain/refresh-token';
import { SESSION_TTL_MS } from '../src/domain/session';
import { newSigningKey, startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());

const refresh = (refreshToken: unknown) => service.post('/auth/refresh', { refreshToken });
const isSignedIn = async (accessToken: unknown) =>
  (await service.send('GET', '/auth/sessions', { token: `Bearer ${String(accessToken)}` })).status === 200;

describe('POST /auth/refresh', () => {
  it('exchanges a refresh token for new tokens of the same session', async () => {
    const { refreshToken, token } = await service.register();
    const answer = await refresh(refreshToken);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
    });
    expect(answer.body.refreshToken).not.toBe(refreshToken);
    const { body } = await service.send('GET', '/auth/sessions', { token });
    expect(body.items).toHaveLength(1);
    expect((await refresh(answer.body.refreshToken)).status).toBe(200);
  });

  it('tells everybody who asks at once the same successor, and that one is good', async () => {
    const { refreshToken } = await service.register();
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const successors = new Set(answers.map((answer) => answer.body.refreshToken as string));
    expect(successors.size).toBe(1);
    for (const answer of answers) expect(await isSignedIn(answer.body.accessToken)).toBe(true);
    expect((await refresh([...successors][0]!)).status).toBe(200);
  });

  it('serves a client that lost the answer and asks again within the grace', async () => {
    const { refreshToken } = await service.register();
    const lost = await refresh(refreshToken);
    service.advance(REUSE_GRACE_MS - 1_000);
    expect((await refresh(refreshToken)).body.refreshToken).toBe(lost.body.refreshToken);
  });

  it('ends the session when a token is used again after the grace, whoever of the two does it', async () => {
    const { refreshToken, id } = await service.register();
    const second = await refresh(refreshToken);
    const other = await service.register();
    service.advance(REUSE_GRACE_MS + 1_000);
    const reused = await refresh(refreshToken);
    expect(reused.status).toBe(401);
    expect(reused.body).toMatchObject({ code: 'invalid-refresh-token' });
    expect((await refresh(second.body.refreshToken)).status).toBe(401);
    expect(await isSignedIn(second.body.accessToken)).toBe(false);
    expect(service.logged.some((line) => line.includes('used twice') && line.includes(id))).toBe(true);
    expect((await refresh(other.refreshToken)).status).toBe(200);
  });

  it('ends the session even when the stolen line was taken further within the grace', async () => {
    const { refreshToken } = await service.register();
    const stolen = await refresh(refreshToken);
    const legitimate = await refresh(refreshToken);
    service.advance(REUSE_GRACE_MS + 1_000);
    expect((await refresh(stolen.body.refreshToken)).status).toBe(200);
    service.advance(REUSE_GRACE_MS + 1_000);
    expect((await refresh(legitimate.body.refreshToken)).status).toBe(401);
  });

  it('refuses what it never gave, and what has expired', async () => {
    const { refreshToken } = await service.register();
    expect((await refresh('x'.repeat(43))).status).toBe(401);
    service.advance(SESSION_TTL_MS + 1_000);
    expect((await refresh(refreshToken)).status).toBe(401);
    service.advance(-SESSION_TTL_MS - 1_000);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('refuses tokens of a session that has ended, within the grace too', async () => {
    const { refreshToken, token } = await service.register();
    const { body } = await refresh(refreshToken);
    await service.send('POST', '/auth/logout', { token });
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(body.refreshToken)).status).toBe(401);
  });

  it.each([
    [{}, '#/refreshToken'],
    [{ refreshToken: 5 }, '#/refreshToken'],
    [{ refreshToken: 'x', grant: 'y' }, '#/grant'],
  ])('refuses %j and names the field', async (body, pointer) => {
    const answer = await service.post('/auth/refresh', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });

  it('follows no line of tokens of another signing key', async () => {
    const other = await startAuthService({ signingKey: newSigningKey() });
    try {
      const { refreshToken } = await other.register();
      expect((await refresh(refreshToken)).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});
