import type { FieldFault, Problem } from '@sidecart/contracts';
import type { TSchema } from '@sinclair/typebox';
import { problem, PROBLEM_MEDIA_TYPE, renderProblem, statusOf } from './problem';
import type { Route } from './route';

/** What a problem of some status says, where an operation gives no example of its own. */
interface ProblemText {
  readonly description: string;
  readonly code: string;
  readonly detail: string;
}

const PROBLEM_TEXTS: Record<number, ProblemText> = {
  400: {
    description: 'The request is malformed; `errors` names the fields.',
    code: 'invalid-request',
    detail: 'The request does not have the form this operation needs.',
  },
  401: {
    description: 'There is no valid access token.',
    code: 'token-required',
    detail: 'This needs an access token: Authorization: Bearer …',
  },
  403: {
    description: 'The role does not suffice.',
    code: 'forbidden',
    detail: 'You may not do this.',
  },
  404: {
    description: 'It does not exist, or is not yours.',
    code: 'not-found',
    detail: 'There is no such thing.',
  },
  409: {
    description: 'It contradicts the present state.',
    code: 'concurrent-change',
    detail: 'Somebody else changed it at the same time. Read it again.',
  },
  412: {
    description: 'It was changed since you read it.',
    code: 'version-changed',
    detail: 'It was changed since you read it. Read it again.',
  },
  413: {
    description: 'The body is too large.',
    code: 'body-too-large',
    detail: 'The body is larger than 102400 bytes.',
  },
  415: {
    description: 'The body is of a type that is not understood.',
    code: 'unsupported-media-type',
    detail: 'The body must be application/json.',
  },
  422: {
    description: 'A rule refuses it.',
    code: 'idempotency-key-reused',
    detail: 'This Idempotency-Key was used for another request.',
  },
  428: {
    description: 'If-Match is required.',
    code: 'if-match-required',
    detail: 'Send If-Match with the ETag that you read.',
  },
  429: {
    description: 'Too many requests; see Retry-After.',
    code: 'rate-limited',
    detail: 'More than 300 requests in 60 seconds.',
  },
  503: {
    description: 'A dependency is down; see Retry-After.',
    code: 'unavailable',
    detail: 'The database is not available at the moment.',
  },
};

/** The statuses of the problems that follow from how a route is declared, and of those it names itself; ascending. */
export function problemStatuses(route: Route<never>): number[] {
  const statuses = new Set([400, 429, 503, ...(route.problems ?? [])]);
  if (route.access !== 'public') statuses.add(401);
  if (route.access === 'staff' || route.access === 'admin') statuses.add(403);
  if (route.body ?? route.content) for (const status of [413, 415]) statuses.add(status);
  if (route.idempotencyKey) statuses.add(422);
  if (route.ifMatch) statuses.add(412);
  if (route.ifMatch === 'required') statuses.add(428);
  return [...statuses].sort((a, b) => a - b);
}

/** Describes the problems a route answers, each with an example. */
export function describeProblems(route: Route<never>): Record<string, object> {
  const schema = { $ref: '#/components/schemas/Problem' };
  return Object.fromEntries(
    problemStatuses(route).map((status) => [
      status,
      {
        description: PROBLEM_TEXTS[status]?.description ?? 'A problem.',
        content: { [PROBLEM_MEDIA_TYPE]: { schema, example: problemExample(route, status) } },
      },
    ]),
  );
}

/** What stands for a rule of the operation, where there is no key that could be used twice. */
const REFUSED = { code: 'refused', detail: 'A rule refuses it.' };

const REQUEST_ID = '018f3b5e-71d0-7c55-8a4e-2f6b9c0d1e2f';

function problemExample(route: Route<never>, status: number): Problem {
  const own = route.examples?.problems?.find((error) => statusOf(error) === status);
  if (own) return renderProblem(own, REQUEST_ID).body;
  const { code, detail } = usualProblem(route, status);
  return {
    ...problem(status, code, detail, REQUEST_ID),
    ...(code === 'invalid-request' ? { errors: [someFault(route)] } : {}),
  };
}

function usualProblem(route: Route<never>, status: number): Pick<Problem, 'code' | 'detail'> {
  if (status === 404) return { code: 'not-found', detail: `There is no such ${subjectOf(route)}.` };
  if (status === 422 && !route.idempotencyKey) return REFUSED;
  return PROBLEM_TEXTS[status] ?? REFUSED;
}

/** `/orders/{orderId}/history` is about an order. */
function subjectOf({ path, tag }: Route<never>): string {
  const placeholder = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  return (placeholder?.replace(/(Id|OrSlug)+$/, '') ?? tag)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** A fault that a client can really make in this operation. */
function someFault({ body, query, params, idempotencyKey }: Route<never>): FieldFault {
  const required = (body?.['required'] as readonly string[] | undefined)?.[0];
  if (required !== undefined) return { in: 'body', pointer: `#/${required}`, detail: 'is required' };
  if (body) return { in: 'body', pointer: '#/colour', detail: 'is not a known field' };
  if (idempotencyKey === 'required') {
    return { in: 'header', pointer: 'Idempotency-Key', detail: 'is required' };
  }
  if (nameIn(query, 'limit')) return { in: 'query', pointer: 'limit', detail: 'must be <= 100' };
  const id = Object.entries((params?.['properties'] ?? {}) as Record<string, TSchema>).find(
    ([, schema]) => schema['format'] === 'uuid',
  );
  if (id) return { in: 'path', pointer: id[0], detail: 'must match format "uuid"' };
  return { in: 'query', pointer: 'colour', detail: 'is not a known field' };
}

const nameIn = (schema: TSchema | undefined, name: string): boolean =>
  name in ((schema?.['properties'] ?? {}) as object);
