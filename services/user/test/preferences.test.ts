import { tokenFor } from '@sidecart/testing';
import { startUserService, type UserService } from './harness';

let service: UserService;
beforeAll(async () => void (service = await startUserService()));
afterAll(() => service.close());

const PATH = '/users/me/preferences';
const berlin = { currency: 'USD', timeZone: 'Europe/Berlin', theme: 'dark' };
const put = (token: string, body: object, headers = {}) =>
  service.send('PUT', PATH, { token, body, headers });

describe('the preferences', () => {
  it('are the defaults until a person says otherwise', async () => {
    const { token } = await service.register();
    const before = await service.send('GET', PATH, { token });
    expect(before.body).toEqual({ currency: 'EUR', timeZone: 'UTC', theme: 'system' });
    expect((await put(token, berlin, { 'if-match': before.headers['etag'] as string })).status).toBe(200);
    const after = await service.send('GET', PATH, { token });
    expect(after.body).toEqual(berlin);
    expect(after.headers['etag']).toBe('"1"');
  });

  it('are written once of two writes that saw the same version, the first included', async () => {
    const { token } = await service.register();
    const answers = await Promise.all([1, 2].map(() => put(token, berlin, { 'if-match': '"0"' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });

  it.each([
    ['a time zone', { ...berlin, timeZone: 'Europe/Atlantis' }, '#/timeZone'],
    ['a currency', { ...berlin, currency: 'XQX' }, '#/currency'],
    ['a theme', { ...berlin, theme: 'pink' }, '#/theme'],
    ['a field', { ...berlin, newsletter: true }, '#/newsletter'],
    ['what is missing', { currency: 'USD', theme: 'dark' }, '#/timeZone'],
  ])('refuse %s that does not exist', async (_what, body, pointer) => {
    const { token } = await service.register();
    const answer = await put(token, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect((await service.send('GET', PATH, { token })).headers['etag']).toBe('"0"');
  });

  it('are nobody’s without a profile, and not for the anonymous', async () => {
    expect((await service.send('GET', PATH, { token: tokenFor() })).status).toBe(404);
    expect((await put(tokenFor(), berlin)).status).toBe(404);
    expect((await service.send('GET', PATH)).status).toBe(401);
  });
});
