import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { tokenFor } from '@sidecart/testing';
import { newSigningKey, startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());

const bearer = (answer: { body: { accessToken: string } }) => `Bearer ${answer.body.accessToken}`;
const list = (token: string, query = '') => service.send('GET', `/auth/sessions${query}`, { token });
const ids = async (token: string) =>
  ((await list(token)).body.items as { id: string }[]).map((session) => session.id);

describe('GET /auth/sessions', () => {
  it('lists where a person is signed in, with device and address, and marks the one that asks', async () => {
    const account = await service.register();
    const headers = { 'user-agent': 'Firefox on a boat', 'x-forwarded-for': '203.0.113.7, 10.0.0.1' };
    const phone = bearer(await service.logIn(account, { headers }));
    const { status, body } = await list(phone);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { device: 'Firefox on a boat', address: '203.0.113.7', current: true },
      { current: false },
    ]);
    expect(body.nextCursor).toBeNull();
  });

  it('keeps no more of a user agent than can be read, and no address that is none', async () => {
    const account = await service.register();
    const headers = { 'user-agent': 'x'.repeat(5_000), 'x-forwarded-for': 'unknown<script>' };
    const { body } = await list(bearer(await service.logIn(account, { headers })));
    expect(body.items[0].device).toBe('x'.repeat(200));
    expect(body.items[0]).not.toHaveProperty('address');
  });

  it('pages through all of them once', async () => {
    const account = await service.register();
    for (let i = 0; i < 4; i += 1) await service.logIn(account);
    const first = await list(account.token, '?limit=3');
    const second = await list(account.token, `?limit=3&cursor=${first.body.nextCursor as string}`);
    const seen = [...first.body.items, ...second.body.items].map((session) => session.id as string);
    expect(seen).toEqual([...(await ids(account.token))]);
    expect(new Set(seen).size).toBe(5);
  });

  it('notes when a session was last used', async () => {
    const { refreshToken, token } = await service.register();
    const before = (await list(token)).body.items[0];
    await service.post('/auth/refresh', { refreshToken });
    const after = (await list(token)).body.items[0];
    expect(Date.parse(after.lastUsedAt as string)).toBeGreaterThan(Date.parse(before.lastUsedAt as string));
    expect(after.createdAt).toBe(before.createdAt);
  });
});

describe('ending sessions', () => {
  it('logs out of the session that asks and of no other', async () => {
    const account = await service.register();
    const other = bearer(await service.logIn(account));
    expect((await service.send('POST', '/auth/logout', { token: account.token })).status).toBe(204);
    const refused = await list(account.token);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject({ code: 'session-ended' });
    expect((await service.post('/auth/refresh', { refreshToken: account.refreshToken })).status).toBe(401);
    expect(await ids(other)).toHaveLength(1);
  });

  it('logs out of all sessions', async () => {
    const account = await service.register();
    const other = bearer(await service.logIn(account));
    const stranger = await service.register();
    expect((await service.send('POST', '/auth/logout-all', { token: other })).status).toBe(204);
    for (const token of [account.token, other]) expect((await list(token)).status).toBe(401);
    expect((await list(stranger.token)).status).toBe(200);
  });

  it('ends one session by its id, once', async () => {
    const account = await service.register();
    const phone = await service.logIn(account);
    const [phoneId] = await ids(bearer(phone));
    const end = () => service.send('DELETE', `/auth/sessions/${phoneId!}`, { token: account.token });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect((await list(bearer(phone))).status).toBe(401);
    expect(await ids(account.token)).toHaveLength(1);
  });

  it('does not end the session of somebody else', async () => {
    const account = await service.register();
    const [id] = await ids(account.token);
    const { token } = await service.register();
    expect((await service.send('DELETE', `/auth/sessions/${id!}`, { token })).status).toBe(404);
    expect((await service.send('DELETE', `/auth/sessions/${randomUUID()}`, { token })).status).toBe(404);
    expect((await service.send('DELETE', '/auth/sessions/17', { token })).status).toBe(400);
    expect((await list(account.token)).status).toBe(200);
  });
});

describe('who is not signed in', () => {
  const forged = sign({ role: 'admin', sid: randomUUID() }, newSigningKey(), {
    algorithm: 'RS256',
    keyid: 'x',
    subject: randomUUID(),
    issuer: 'sidecart-auth',
    audience: 'sidecart-api',
  });

  it.each([
    ['GET', '/auth/sessions'],
    ['DELETE', `/auth/sessions/${randomUUID()}`],
    ['POST', '/auth/logout'],
    ['POST', '/auth/logout-all'],
    ['POST', '/auth/password/change'],
  ])('cannot %s %s, with no token nor with a forged one', async (method, path) => {
    expect((await service.send(method, path)).status).toBe(401);
    for (const token of [`Bearer ${forged}`, tokenFor('admin'), 'Bearer x', 'Basic eDp5']) {
      expect((await service.send(method, path, { token })).status).toBe(401);
    }
  });
});
