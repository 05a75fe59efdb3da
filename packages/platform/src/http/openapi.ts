import { Problem } from '@sidecart/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import { PROBLEM_MEDIA_TYPE } from './problem';
import type { Access, Route } from './route';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: object;
}

/** Describes the public routes of a service as OpenAPI 3.1. Pure; what only services may call is left out. */
export function toOpenApi(
  service: { title: string; description: string },
  routes: readonly Route<never>[],
): OpenApiDocument {
  const open = routes.filter((route) => typeof route.access !== 'object');
  const paths: Record<string, Record<string, object>> = {};
  for (const route of open) (paths[publicPath(route.path)] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: { ...service, version: '1.0.0' },
    tags: [...new Set(open.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: withoutId(Problem) },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

/** Where the gateway offers a route: below /api, unless a standard fixes its place (RFC 8615). */
const publicPath = (path: string) => (path.startsWith('/.well-known/') ? path : `/api${path}`);

function operation(route: Route<never>): object {
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    ...security(route.access),
    parameters: [...parameters('path', route.params), ...parameters('query', route.query), ...headers(route)],
    ...requestBody(route),
    responses: { ...successes(route), ...problems(route) },
  };
}

function requestBody({ body, bodyOptional = false, content }: Route<never>): object {
  if (body)
    return { requestBody: { required: !bodyOptional, content: { 'application/json': { schema: body } } } };
  if (!content) return {};
  const types = content.types.map((type) => [type, content.schema ? { schema: content.schema } : {}]);
  return { requestBody: { required: true, content: Object.fromEntries(types) as object } };
}

function security(access: Access): object {
  if (access === 'public') return { security: [] };
  if (access === 'optional') return { security: [{}, { accessToken: [] }] };
  return {
    security: [{ accessToken: [] }],
    ...(access === 'customer' ? {} : { 'x-required-role': access }),
  };
}

function parameters(place: 'path' | 'query', schema: TSchema | undefined): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Partial<TObject>;
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: place,
      required: place === 'path' || (required.includes(name) && rest['default'] === undefined),
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function headers(route: Route<never>): object[] {
  const header = (
    name: string,
    need: 'optional' | 'required' | undefined,
    description: string,
    schema: object,
  ) =>
    need === undefined ? [] : [{ name, in: 'header', required: need === 'required', description, schema }];
  return [
    ...header('Idempotency-Key', route.idempotencyKey, 'The same key gives one effect and the same answer.', {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7e]+$',
    }),
    ...Object.entries(route.requestHeaders ?? {}).flatMap(([name, { description, ...schema }]) =>
      header(name, 'optional', String(description), schema),
    ),
    ...header('If-Match', route.ifMatch, 'The ETag that was read.', { type: 'string' }),
  ];
}

function successes(route: Route<never>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => {
      if (schema === null) return [status, { description: 'Done.' }];
      if (typeof schema === 'string') {
        return [
          status,
          { description: 'The content.', content: { [schema]: { schema: { type: 'string' } } } },
        ];
      }
      return [status, { description: 'The answer.', content: { 'application/json': { schema } } }];
    }),
  );
}

const PROBLEM_TEXTS: Record<number, string> = {
  400: 'The request is malformed; `errors` names the fields.',
  401: 'There is no valid access token.',
  403: 'The role does not suffice.',
  404: 'It does not exist, or is not yours.',
  409: 'It contradicts the present state.',
  412: 'It was changed since you read it.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not understood.',
  422: 'A rule refuses it.',
  428: 'If-Match is required.',
  429: 'Too many requests; see Retry-After.',
  503: 'A dependency is down; see Retry-After.',
};

/** The problems that follow from how a route is declared, and those it names itself. */
function problems(route: Route<never>): Record<string, object> {
  const statuses = new Set([400, 429, 503, ...(route.problems ?? [])]);
  if (route.access !== 'public') statuses.add(401);
  if (route.access === 'staff' || route.access === 'admin') statuses.add(403);
  if (route.body ?? route.content) for (const status of [413, 415]) statuses.add(status);
  if (route.idempotencyKey) statuses.add(422);
  if (route.ifMatch) statuses.add(412);
  if (route.ifMatch === 'required') statuses.add(428);
  const content = { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    [...statuses]
      .sort((a, b) => a - b)
      .map((status) => [status, { description: PROBLEM_TEXTS[status], content }]),
  );
}

function withoutId(schema: TSchema): object {
  const { $id: _omitted, ...rest } = schema;
  return rest;
}
