import { randomUUID } from 'node:crypto';
import { createTokenVerifier } from '@sidecart/platform';
import { eventually } from '@sidecart/testing';
import { newPerson, startAuthService, type AuthService } from './harness';

let service: AuthService;
beforeAll(async () => void (service = await startAuthService()));
afterAll(() => service.close());
afterEach(() => void (service.userService.answer = () => 204));

const register = (person: object) => service.post('/auth/register', person);

describe('POST /auth/register', () => {
  it('opens an account, writes its profile and signs the person in', async () => {
    const person = newPerson();
    const answer = await register({ ...person, displayName: ' Carla Customer ' });
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { user, ...tokens } = answer.body;
    expect(user).toEqual({
      id: expect.any(String),
      email: person.email,
      displayName: 'Carla Customer',
      role: 'customer',
    });
    expect(tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    expect(service.profiles.filter(({ userId }) => userId === user.id)).toEqual([
      { userId: user.id, email: person.email, displayName: 'Carla Customer', attempt: 1 },
    ]);
    expect((await service.logIn(person)).status).toBe(200);
  });

  it('gives an access token that other services can verify by the key set', async () => {
    const { id, token } = await service.register();
    const { body, headers } = await service.send('GET', '/.well-known/jwks.json');
    expect(headers['cache-control']).toContain('max-age=300');
    const verifier = createTokenVerifier(() => Promise.resolve(body));
    const principal = await verifier.verify(token.slice('Bearer '.length));
    expect(principal).toEqual({ id, role: 'customer', sessionId: expect.any(String) });
  });

  it('publishes that the person has registered, without personal data', async () => {
    const { id } = await service.register();
    await eventually(() =>
      expect(service.publishedEvents('user.registered.v1', id)).toEqual([
        { userId: id, registeredAt: expect.any(String) },
      ]),
    );
  });

  it('keeps passwords and refresh tokens as hashes only', async () => {
    const { id, password, refreshToken } = await service.register();
    const rows = await service.orm.em.execute<object[]>(
      `select c, s, t from credentials c join sessions s on s.user_id = c.id
       join refresh_tokens t on t.session_id = s.id where c.id = ?`,
      [id],
    );
    const text = JSON.stringify(rows);
    expect(rows).toHaveLength(1);
    expect(text).toContain('$2b$04$');
    expect(text).not.toContain(password);
    expect(text).not.toContain(refreshToken);
  });

  it.each([
    ['no e-mail address', { email: 'carla' }, '#/email'],
    ['a password of seven characters', { password: '1234567' }, '#/password'],
    ['a password of 73 characters', { password: 'x'.repeat(73) }, '#/password'],
    ['a password of 72 characters in more bytes', { password: 'é'.repeat(72) }, '#/password'],
    ['a blank name', { displayName: '  ' }, '#/displayName'],
    ['a name with a line break', { displayName: 'Carla\nBcc: x' }, '#/displayName'],
    ['a role', { role: 'admin' }, '#/role'],
    ['an id', { id: randomUUID() }, '#/id'],
    ['no password', { password: undefined }, '#/password'],
  ])('refuses %s and names the field', async (_what, overrides, pointer) => {
    const answer = await register({ ...newPerson(), ...overrides });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ in: 'body', pointer }]);
  });

  it.each([
    ['72 bytes', 'x'.repeat(72)],
    ['eight letters and no digit', 'abcdefgh'],
    ['blanks', ' '.repeat(8)],
    ['emoji', '🦊'.repeat(8)],
  ])('takes a password of %s', async (_what, password) => {
    const account = await service.register({ password });
    expect((await service.logIn(account)).status).toBe(200);
  });

  it('refuses an address that has an account, in whatever case it is written', async () => {
    const { email } = await service.register();
    const answer = await register({ ...newPerson(), email: email.toUpperCase() });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'email-taken', errors: [{ pointer: '#/email' }] });
  });

  it('opens one account of many concurrent registrations of an address, with the password of the winner', async () => {
    const { email } = newPerson();
    const people = Array.from({ length: 8 }, (_, i) => ({
      email,
      password: `password ${i}`,
      displayName: `P ${i}`,
    }));
    const answers = await Promise.all(people.map(register));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(7);
    for (const { body, status } of answers) {
      if (status === 409) expect(body.errors).toMatchObject([{ pointer: '#/email' }]);
    }
    const winner = people[statuses.indexOf(201)]!;
    const logins = await Promise.all(people.map((person) => service.logIn(person)));
    expect(logins.map((answer) => answer.status)).toEqual(
      people.map((person) => (person === winner ? 200 : 401)),
    );
    const saved = service.profiles.filter((profile) => profile.email === email);
    expect(new Set(saved.map(({ userId }) => userId)).size).toBe(1);
    // The user service keeps what the highest attempt wrote, in whatever order they arrive.
    const last = saved.sort((a, b) => b.attempt - a.attempt)[0]!;
    expect(last.displayName).toBe(winner.displayName);
  });
});

describe('when the user service is down', () => {
  it.each([
    ['answers 500', 500],
    ['refuses', 403],
  ])(
    'registering is refused when it %s, leaves no account, and works when repeated',
    async (_what, status) => {
      service.userService.answer = () => status;
      const person = newPerson();
      const refused = await register(person);
      expect(refused.status).toBe(503);
      expect(refused.headers['retry-after']).toBeDefined();
      expect((await service.logIn(person)).status).toBe(401);

      service.userService.answer = () => 204;
      const answer = await register(person);
      expect(answer.status).toBe(201);
      expect((await service.logIn(person)).status).toBe(200);
      const attempts = service.profiles.filter((profile) => profile.email === person.email);
      expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
      expect(new Set(attempts.map(({ userId }) => userId))).toEqual(new Set([answer.body.user.id]));
    },
  );

  it('a pending account answers a login exactly like an unknown one', async () => {
    service.userService.answer = () => 500;
    const person = newPerson();
    await register(person);
    const pending = await service.logIn(person);
    const unknown = await service.logIn(newPerson());
    expect(pending.status).toBe(401);
    expect({ ...pending.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it('an attempt that was overtaken cannot activate the account with its password', async () => {
    const overtaken = newPerson();
    const last = { ...newPerson(), email: overtaken.email };
    const answers: ((status: number) => void)[] = [];
    service.userService.answer = () => new Promise((resolve) => answers.push(resolve));
    const begin = async (person: object, attempt: number) => {
      const answer = register(person);
      await eventually(() =>
        expect(service.profiles.at(-1)).toMatchObject({ email: overtaken.email, attempt }),
      );
      const release = answers.at(-1)!;
      return { answer, release: () => release(204) };
    };
    const first = await begin(overtaken, 1);
    const second = await begin(last, 2);
    first.release();
    expect((await first.answer).status).toBe(409);
    expect((await service.logIn(overtaken)).status).toBe(401);
    second.release();
    expect((await second.answer).status).toBe(201);
    expect((await service.logIn(overtaken)).status).toBe(401);
    expect((await service.logIn(last)).status).toBe(200);
  });
});
