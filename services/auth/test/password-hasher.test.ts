import { DomainError } from '@sidecart/platform';
import { createPasswordHasher } from '../src/passwords/password-hasher';
import { newPerson, startAuthService } from './harness';

const PASSWORD = 'correct horse battery staple';

describe('hashing a password', () => {
  it('leaves the event loop free for requests', async () => {
    const passwords = createPasswordHasher({ cost: 12, threads: 1, maxQueue: 10 });
    await passwords.hash('the thread is up after this');
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 5);
    const hashing = Promise.all([passwords.hash(PASSWORD), passwords.hash(PASSWORD)]);
    const [one, other] = await hashing.finally(() => clearInterval(clock));
    // Two hashes at this cost take hundreds of milliseconds; on the loop there would be a tick or two.
    expect(ticks).toBeGreaterThan(20);
    expect(one).not.toBe(other);
    expect(await passwords.matches(PASSWORD, one)).toBe(true);
    expect(await passwords.matches('another', one)).toBe(false);
    await passwords.close();
  });

  it('takes as long for an account that does not exist', async () => {
    const passwords = createPasswordHasher({ cost: 8, threads: 1, maxQueue: 10 });
    const hash = await passwords.hash(PASSWORD);
    const timed = async (against: string | undefined) => {
      const startedAt = performance.now();
      expect(await passwords.matches('wrong', against)).toBe(false);
      return performance.now() - startedAt;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      known.push(await timed(hash));
      unknown.push(await timed(undefined));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[7]!;
    const ratio = median(unknown) / median(known);
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.5);
    await passwords.close();
  });

  it('is refused for a while once too many wait', async () => {
    const passwords = createPasswordHasher({ cost: 10, threads: 1, maxQueue: 2 });
    await passwords.hash('the thread is up after this');
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => passwords.hash(PASSWORD)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) {
      expect(reason).toBeInstanceOf(DomainError);
      expect(reason).toMatchObject({ kind: 'unavailable', details: { retryAfterSeconds: 3 } });
    }
    expect(await passwords.hash(PASSWORD)).toMatch(/^\$2b\$10\$/);
    await passwords.close();
  });
});

describe('a service with too many passwords to check', () => {
  it('answers 503 with Retry-After, and serves the same request later', async () => {
    const service = await startAuthService({ hashing: { cost: 10, threads: 1, maxQueue: 1 } });
    try {
      const people = Array.from({ length: 6 }, newPerson);
      const answers = await Promise.all(people.map((person) => service.post('/auth/register', person)));
      const refused = answers.findIndex((answer) => answer.status !== 201);
      expect(answers[refused]?.status).toBe(503);
      expect(answers[refused]?.headers['retry-after']).toBe('3');
      expect((await service.post('/auth/register', people[refused]!)).status).toBe(201);
    } finally {
      await service.close();
    }
  });
});
