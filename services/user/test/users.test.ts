import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { findProfiles } from '../src/http/find-profiles';
import { startUserService, type UserService } from './harness';

let service: UserService;
beforeAll(async () => void (service = await startUserService()));
afterAll(() => service.close());

const admin = () => tokenFor('admin');
const search = async (query: string) => {
  const { body } = await service.send('GET', `/users?${query}`, { token: admin() });
  return (body as { items: { id: string }[] }).items.map(({ id }) => id);
};

describe('GET /users', () => {
  it('finds people by any part of their name or e-mail address, whatever the letters’ case', async () => {
    const zoe = await service.register('Zoë van der Berg');
    const other = await service.register('Somebody Else');
    expect(await search('search=DER%20zo%C3%AB')).toEqual([zoe.id]);
    expect(await search(`search=${other.id.slice(2, 12)}`)).toEqual([other.id]);
    expect(await search('search=nobody-has-this')).toEqual([]);
  });

  it('takes wildcards for the characters they are', async () => {
    const person = await service.register('100%_sure\\');
    expect(await search('search=%25_sure%5C')).toEqual([person.id]);
    expect(await search('search=1%25%25sure')).toEqual([]);
  });

  it('pages through everybody once, the newest first', async () => {
    const mark = randomUUID();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push((await service.register(`${mark} ${i}`)).id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body, headers } = await service.send('GET', `/users?search=${mark}&limit=2${cursor}`, {
        token: admin(),
      });
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : '';
      expect(headers['link'] !== undefined).toBe(body.nextCursor !== null);
    } while (cursor);
    expect(seen).toEqual([...ids].sort().reverse());
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', 'cursor=WyJ4Il0', 'search=', 'offset=3'])(
    'refuses %s',
    async (query) => {
      const answer = await service.send('GET', `/users?${query}`, { token: admin() });
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toMatchObject([{ in: 'query', pointer: query.split('=')[0] }]);
    },
  );

  it('asks in the form that the search index can answer', async () => {
    const plan = await service.orm.em.fork().transactional(async (em) => {
      // The few people of a test are read faster one by one.
      await em.execute('set local enable_seqscan = off; set local enable_indexscan = off');
      const execute = jest.spyOn(em, 'execute').mockResolvedValueOnce([]);
      await findProfiles(em, { search: 'van berg', after: undefined, limit: 21 });
      const statement = execute.mock.calls[0]?.[0] as { toQuery(): string };
      return em.execute<object[]>(`explain ${statement.toQuery()}`);
    });
    expect(JSON.stringify(plan)).toContain('profiles_search');
  });

  it('is for administrators', async () => {
    for (const token of [tokenFor('customer'), tokenFor('staff')]) {
      expect((await service.send('GET', '/users', { token })).status).toBe(403);
    }
    expect((await service.send('GET', '/users')).status).toBe(401);
  });
});

describe('GET /users/{userId}', () => {
  it('shows an administrator anybody’s profile', async () => {
    const { id, email } = await service.register();
    const answer = await service.send('GET', `/users/${id}`, { token: admin() });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, email });
  });

  it('answers 404 for somebody unknown, 400 for what is no id and 403 to others', async () => {
    const { id } = await service.register();
    expect((await service.send('GET', `/users/${randomUUID()}`, { token: admin() })).status).toBe(404);
    const malformed = await service.send('GET', '/users/17', { token: admin() });
    expect(malformed.status).toBe(400);
    expect(malformed.body.errors).toMatchObject([{ in: 'path', pointer: 'userId' }]);
    expect((await service.send('GET', `/users/${id}`, { token: tokenFor('customer', id) })).status).toBe(403);
  });
});
