import { DriverException, OptimisticLockError, UniqueConstraintViolationException } from '@mikro-orm/core';
import { DomainError, unavailable } from '../errors';

/** Connection lost or refused, server starting or stopping, too many connections, timeouts, deadlock, disk full. */
const PASSING_SQLSTATE = /^(08|53|57P0|57014|55P03|40|25006)/;

/** A value that the column cannot hold, should a schema ever let one through. */
const DATA_SQLSTATE = /^22/;

const PASSING_NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
]);

/**
 * Translates what the database layer throws, by class and SQLSTATE and never by message, except for the one driver
 * error that has neither. What it does not know it returns as it is.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof UniqueConstraintViolationException) {
    return new DomainError('conflict', 'already-exists', 'It exists already.');
  }
  if (error instanceof OptimisticLockError) {
    return new DomainError(
      'conflict',
      'concurrent-change',
      'Somebody else changed it at the same time. Read it again.',
    );
  }
  const { code, name, message } = (error ?? {}) as { code?: unknown; name?: unknown; message?: unknown };
  if (name === 'KnexTimeoutError') return unavailable('database');
  // The pg client reports a connection that the server dropped in mid-query without a code.
  if (message === 'Connection terminated unexpectedly') return unavailable('database');
  if (typeof code !== 'string') return error;
  if (PASSING_NETWORK_CODES.has(code)) return unavailable('database');
  if (!(error instanceof DriverException)) return error;
  if (PASSING_SQLSTATE.test(code)) return unavailable('database');
  if (DATA_SQLSTATE.test(code)) {
    return new DomainError(
      'malformed',
      'value-out-of-range',
      'A value is outside the range that can be stored.',
    );
  }
  return error;
}
