import { unavailable } from '../errors';

/**
 * Waits for work that cannot be aborted, but not longer than `timeoutMs`.
 *
 * @throws DomainError unavailable when time runs out
 */
export async function within<T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable(what)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
