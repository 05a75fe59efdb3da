import type { Problem } from '@sidecart/contracts';
import { DomainError, type ErrorKind } from '../errors';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

const statusByKind: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  refused: 422,
  'precondition-required': 428,
  'too-many-requests': 429,
  unavailable: 503,
};

/** The HTTP status of an expected outcome. */
export const statusOf = (error: DomainError): number => statusByKind[error.kind];

export interface RenderedProblem {
  readonly status: number;
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Renders an error as RFC 9457. Only a DomainError speaks to the client; anything else becomes a 500 with a fixed text.
 *
 * @param instance the request id, so that a client can quote it
 */
export function renderProblem(error: unknown, instance: string | undefined): RenderedProblem {
  if (!(error instanceof DomainError)) {
    return {
      status: 500,
      headers: {},
      body: problem(500, 'internal', 'Something went wrong on our side.', instance),
    };
  }
  const status = statusOf(error);
  const { errors, retryAfterSeconds, headers } = error.details;
  return {
    status,
    headers: {
      ...headers,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: {
      ...problem(status, error.code, error.message, instance),
      ...(errors === undefined ? {} : { errors: [...errors] }),
    },
  };
}

/** The problem of a code; its type and its title follow from the code. */
export function problem(status: number, code: string, detail: string, instance: string | undefined): Problem {
  const title = code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return { type: `/problems/${code}`, title, status, code, detail, ...(instance ? { instance } : {}) };
}
