import type { FieldFault } from '@sidecart/contracts';

/** What went wrong, in words that know nothing of HTTP. `http/problem.ts` has the one table that maps them. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'precondition-failed'
  | 'precondition-required'
  | 'too-large'
  | 'unsupported-media-type'
  | 'refused'
  | 'too-many-requests'
  | 'unavailable';

export interface ErrorDetails {
  /** The faulty fields, where the fault lies in what the client sent. */
  readonly errors?: readonly FieldFault[];
  readonly retryAfterSeconds?: number;
  /** Extra response headers the kind calls for, such as Allow. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An outcome that the code expects and the caller is told about. `code` is stable and kebab-case; `message` is shown
 * to the client, so it holds nothing that is not theirs.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** The answer for what does not exist and for what is not the caller's: they must not be told apart. */
export const notFound = (what: string) =>
  new DomainError('not-found', 'not-found', `There is no such ${what}.`);

/** A dependency is down; the client may repeat the request after a while. */
export const unavailable = (what: string, retryAfterSeconds = 2) =>
  new DomainError('unavailable', 'unavailable', `The ${what} is not available at the moment.`, {
    retryAfterSeconds,
  });

/** Says of a 503 that only some answers of the service are concerned. */
export const OUTAGE_HEADER = 'x-outage';

/**
 * Something is down that only some answers need, while the service as a whole is well: no breaker in front of it is to
 * count this against it.
 */
export const partlyUnavailable = (what: string, retryAfterSeconds = 5): DomainError => {
  const { kind, code, message } = unavailable(what);
  return new DomainError(kind, code, message, { retryAfterSeconds, headers: { [OUTAGE_HEADER]: 'partial' } });
};
