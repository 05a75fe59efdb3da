import {
  DriverException,
  ForeignKeyConstraintViolationException,
  OptimisticLockError,
  UniqueConstraintViolationException,
} from '@mikro-orm/core';
import { DomainError, unavailable } from '../errors';

/**
 * What passes by itself or is put right by an operator: connection lost or refused, wrong credentials, server starting
 * or stopping, too many connections, timeouts, deadlock, disk full.
 */
const PASSING_SQLSTATE = /^(08(?!P01)|25006|25P0[34]|28|3D|40|53|55P03|57014|57P0|58)/;

/**
 * A value that the column cannot hold, should a schema ever let one through. 08P01 is U+0000 in a text, which ends the
 * statement in the middle.
 */
const DATA_SQLSTATE = /^(22|08P01)/;

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The same codes mean something else where a file is concerned. */
const NETWORK_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);

/** How the driver and its pool say, without any code, that there is no connection or no longer one. */
const LOST_CONNECTION =
  /Connection (terminated|ended)\b|connection error and is not queryable$|timeout expired$|Timeout acquiring a connection|Unable to acquire a connection$|^Transaction query already complete/;

interface DriverFields {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly errors?: unknown;
}

/**
 * Translates what the database layer throws, by class and SQLSTATE, and by message only where the driver gives nothing
 * else. What it does not know it returns as it is.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  if (isUnreachable(error)) return unavailable('database');
  return error instanceof DriverException || error instanceof OptimisticLockError
    ? (translateRefusal(error) ?? error)
    : error;
}

function isUnreachable(error: Error): boolean {
  const { code, syscall, errors } = error as DriverFields;
  if (typeof code !== 'string') return code === undefined && LOST_CONNECTION.test(error.message);
  // Trying all the addresses of a name gives one error with a list, which belongs to no single call.
  const isNetwork = NETWORK_CALLS.has(String(syscall)) || Array.isArray(errors);
  return (isNetwork && NETWORK_CODES.has(code)) || (isFromServer(error) && PASSING_SQLSTATE.test(code));
}

/** An error that PostgreSQL itself reported; the one that opens a transaction is not wrapped by the ORM. */
const isFromServer = (error: Error) => error instanceof DriverException || 'severity' in error;

function translateRefusal(error: DriverException | OptimisticLockError): DomainError | undefined {
  if (error instanceof UniqueConstraintViolationException) {
    return new DomainError('conflict', 'already-exists', 'It exists already.');
  }
  if (error instanceof ForeignKeyConstraintViolationException) {
    return new DomainError(
      'conflict',
      'reference-changed',
      'Something it refers to, or that refers to it, changed meanwhile.',
    );
  }
  if (error instanceof OptimisticLockError) {
    return new DomainError(
      'conflict',
      'concurrent-change',
      'Somebody else changed it at the same time. Read it again.',
    );
  }
  if (error.code === undefined || !DATA_SQLSTATE.test(error.code)) return undefined;
  return new DomainError(
    'malformed',
    'value-out-of-range',
    'A value is outside the range that can be stored.',
  );
}
