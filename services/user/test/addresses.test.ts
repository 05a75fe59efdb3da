import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { addressBody, startUserService, type UserService } from './harness';

let service: UserService;
beforeAll(async () => void (service = await startUserService()));
afterAll(() => service.close());

const PATH = '/users/me/addresses';
const add = (token: string, overrides: object = {}, headers = {}) =>
  service.send('POST', PATH, { token, body: addressBody(overrides), headers });
const list = async (token: string, query = '') =>
  (await service.send('GET', PATH + query, { token })).body as {
    items: { id: string; isDefaultShipping: boolean }[];
    nextCursor: string | null;
  };

describe('POST /users/me/addresses', () => {
  it('adds an address that can then be read at its location', async () => {
    const { token } = await service.register();
    const added = await add(token, { line2: '  c/o Carl ', region: null, phone: '+49301234' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      ...addressBody({ line2: 'c/o Carl', phone: '+49301234' }),
      isDefaultShipping: false,
    });
    expect(added.body).not.toHaveProperty('region');
    const location = (added.headers['location'] as string).replace(/^\/api/, '');
    const read = await service.send('GET', location, { token });
    expect(read.body).toEqual(added.body);
    expect(read.headers['etag']).toBe(added.headers['etag']);
  });

  it.each([
    ['a country that does not exist', { country: 'XX' }, '#/country'],
    ['a country in small letters', { country: 'de' }, '#/country'],
    ['a blank street', { line1: ' ' }, '#/line1'],
    ['a street of several lines', { line1: 'Long Road 1\n2nd floor' }, '#/line1'],
    ['a city that is no text', { city: 5 }, '#/city'],
    ['a postal code that is too long', { postalCode: '1'.repeat(21) }, '#/postalCode'],
    ['an owner', { userId: randomUUID() }, '#/userId'],
    ['a character that cannot be stored', { region: 'a\u0000b' }, '#/region'],
  ])('refuses %s and names the field', async (_what, overrides, pointer) => {
    const { token } = await service.register();
    const answer = await add(token, overrides);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect((await list(token)).items).toEqual([]);
  });

  it('takes twenty addresses and no more, however many are added at once', async () => {
    const { token } = await service.register();
    const answers = await Promise.all(Array.from({ length: 24 }, () => add(token)));
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(refused).toHaveLength(4);
    for (const { status, body } of refused) {
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'too-many-addresses' });
    }
    expect((await list(token, '?limit=100')).items).toHaveLength(20);
  });

  it('adds one address for one Idempotency-Key', async () => {
    const { token } = await service.register();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => add(token, {}, headers)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect((await list(token)).items).toHaveLength(1);
    expect((await add(token, { city: 'Bonn' }, headers)).status).toBe(422);
  });

  it('answers 404 to somebody without a profile and 401 to nobody', async () => {
    expect((await add(tokenFor())).status).toBe(404);
    expect((await service.send('POST', PATH, { body: addressBody() })).status).toBe(401);
  });
});

describe('the default for shipping', () => {
  const defaults = async (token: string) =>
    (await list(token)).items.filter((address) => address.isDefaultShipping).map((address) => address.id);

  it('moves to the address that was made the default last', async () => {
    const { token } = await service.register();
    const first = (await add(token, { isDefaultShipping: true })).body.id as string;
    const second = (await add(token, { isDefaultShipping: true })).body.id as string;
    expect(await defaults(token)).toEqual([second]);
    const moved = await service.send('PATCH', `${PATH}/${first}`, {
      token,
      body: { isDefaultShipping: true },
    });
    expect(moved.status).toBe(200);
    expect(await defaults(token)).toEqual([first]);
  });

  it('is one at every moment, however many are made it at once', async () => {
    const { token } = await service.register();
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () => (await add(token)).body.id as string),
    );
    const answers = await Promise.all(
      ids.map((id) => service.send('PATCH', `${PATH}/${id}`, { token, body: { isDefaultShipping: true } })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(ids.map(() => 200));
    expect(await defaults(token)).toHaveLength(1);
  });

  it('gives the address that ceases to be it a new version', async () => {
    const { token } = await service.register();
    const first = await add(token, { isDefaultShipping: true });
    await add(token, { isDefaultShipping: true });
    const stale = await service.send('PATCH', `${PATH}/${first.body.id as string}`, {
      token,
      body: { city: 'Bonn' },
      headers: { 'if-match': first.headers['etag'] as string },
    });
    expect(stale.status).toBe(412);
  });
});

describe('an address', () => {
  it('is changed where something is sent, and loses what null is sent for', async () => {
    const { token } = await service.register();
    const { id } = (await add(token, { line2: 'c/o Carl' })).body as { id: string };
    const changed = await service.send('PATCH', `${PATH}/${id}`, {
      token,
      body: { city: 'Bonn', line2: null },
    });
    expect(changed.body).toMatchObject({ city: 'Bonn', line1: 'Long Road 1' });
    expect(changed.body).not.toHaveProperty('line2');
    expect((await service.send('GET', `${PATH}/${id}`, { token })).body).toEqual(changed.body);
  });

  it('cannot lose what it needs', async () => {
    const { token } = await service.register();
    const { id } = (await add(token)).body as { id: string };
    const answer = await service.send('PATCH', `${PATH}/${id}`, {
      token,
      body: { city: null, country: 'XX' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer: '#/city' }]);
  });

  it('is removed once', async () => {
    const { token } = await service.register();
    const { id } = (await add(token)).body as { id: string };
    expect((await service.send('DELETE', `${PATH}/${id}`, { token })).status).toBe(204);
    expect((await service.send('DELETE', `${PATH}/${id}`, { token })).status).toBe(404);
    expect((await list(token)).items).toEqual([]);
  });

  it('does not exist for anybody but its owner, not even staff', async () => {
    const { token } = await service.register();
    const { id } = (await add(token)).body as { id: string };
    const others = [(await service.register()).token, tokenFor('staff'), tokenFor('admin')];
    for (const other of others) {
      expect((await service.send('GET', `${PATH}/${id}`, { token: other })).status).toBe(404);
      const change = { token: other, body: { city: 'Bonn' } };
      expect((await service.send('PATCH', `${PATH}/${id}`, change)).status).toBe(404);
      expect((await service.send('DELETE', `${PATH}/${id}`, { token: other })).status).toBe(404);
      expect((await list(other)).items).toEqual([]);
    }
    expect((await service.send('GET', `${PATH}/${id}`)).status).toBe(401);
    expect((await list(token)).items).toMatchObject([{ id }]);
  });
});

describe('GET /users/me/addresses', () => {
  it('pages through all of them, the oldest first', async () => {
    const { token } = await service.register();
    const ids: string[] = [];
    for (const city of ['A', 'B', 'C']) ids.push((await add(token, { city })).body.id as string);
    const first = await list(token, '?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await list(token, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.nextCursor).toBeNull();
  });
});
