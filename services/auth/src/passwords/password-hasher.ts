import { join } from 'node:path';
import { DomainError } from '@sidecart/platform';
import { Piscina } from 'piscina';
import { fitsBcrypt, normalisePassword } from '../domain/password';

export interface PasswordHasher {
  /** @throws DomainError unavailable when too many passwords wait already */
  hash(password: string): Promise<string>;
  /**
   * Compares a password with a hash; without one it takes as long and says no.
   *
   * @throws DomainError unavailable when too many passwords wait already
   */
  matches(password: string, hash: string | undefined): Promise<boolean>;
  close(): Promise<void>;
}

export interface PasswordHasherOptions {
  /** The binary logarithm of bcrypt's rounds. */
  readonly cost: number;
  readonly threads: number;
  /** How many passwords may wait for a thread. */
  readonly maxQueue: number;
}

const RETRY_AFTER_SECONDS = 3;

/** Of the form of a hash, so that comparing takes as long; of no password. */
const dummyHash = (cost: number) => `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;

/** Hashes and compares passwords with bcrypt in worker threads, never on the event loop. */
export function createPasswordHasher({ cost, threads, maxQueue }: PasswordHasherOptions): PasswordHasher {
  const pool = new Piscina({
    filename: join(__dirname, 'password-worker.js'),
    minThreads: threads,
    maxThreads: threads,
    maxQueue,
  });

  function run<T>(name: 'hash' | 'compare', task: object): Promise<T> {
    if (pool.queueSize >= maxQueue) {
      throw new DomainError('unavailable', 'busy', 'Too many passwords are being checked at the moment.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    return pool.run(task, { name }) as Promise<T>;
  }

  return {
    hash: async (password) => run<string>('hash', { password: normalisePassword(password), cost }),
    async matches(password, hash) {
      const normalised = normalisePassword(password);
      const equal = await run<boolean>('compare', { password: normalised, hash: hash ?? dummyHash(cost) });
      return equal && hash !== undefined && fitsBcrypt(normalised);
    },
    close: () => pool.destroy(),
  };
}
