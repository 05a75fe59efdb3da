import { Problem } from '@sidecart/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import { exampleOf, singular } from './openapi-examples';
import { describeProblems } from './openapi-problems';
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
    parameters: [
      ...parameters('path', route, route.params),
      ...parameters('query', route, route.query),
      ...headers(route),
    ],
    ...requestBody(route),
    responses: { ...successes(route), ...describeProblems(route) },
  };
}

/** What a route is about, by the last collection in its path: `order` for `/orders/{orderId}/cancel`. */
function resourceOf({ path }: Route<never>): string {
  const words = path.split('/').filter((segment) => /^[a-z-]+$/.test(segment));
  return singular(words.findLast((word) => word.endsWith('s')) ?? words[0] ?? '');
}

function requestBody(route: Route<never>): object {
  const { body, bodyOptional = false, content } = route;
  if (body) {
    const example = route.examples?.body ?? exampleOf(body, '', resourceOf(route));
    return {
      requestBody: { required: !bodyOptional, content: { 'application/json': { schema: body, example } } },
    };
  }
  if (!content) return {};
  const shown = content.schema && {
    schema: content.schema,
    example: route.examples?.body ?? exampleOf(content.schema, '', resourceOf(route)),
  };
  const types = content.types.map((type) => [type, shown ?? {}]);
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

function parameters(place: 'path' | 'query', route: Route<never>, schema: TSchema | undefined): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Partial<TObject>;
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: place,
      required: place === 'path' || (required.includes(name) && rest['default'] === undefined),
      ...(description ? { description } : {}),
      schema: rest,
      ...exampleMember(exampleOf(property, name, resourceOf(route))),
    };
  });
}

const exampleMember = (example: unknown): object => (example === undefined ? {} : { example });

function headers(route: Route<never>): object[] {
  const header = (
    name: string,
    need: 'optional' | 'required' | undefined,
    description: string,
    schema: object,
    example: unknown,
  ) =>
    need === undefined
      ? []
      : [
          {
            name,
            in: 'header',
            required: need === 'required',
            description,
            schema,
            ...exampleMember(example),
          },
        ];
  const key = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' };
  return [
    ...header(
      'Idempotency-Key',
      route.idempotencyKey,
      'The same key gives one effect and the same answer.',
      key,
      '9f1c7a52-4d0e-4b63-8a17-5c2e90b7d4f1',
    ),
    ...Object.entries(route.requestHeaders ?? {}).flatMap(([name, { description, ...schema }]) =>
      header(
        name,
        'optional',
        String(description),
        schema,
        exampleOf(schema as TSchema, name, resourceOf(route)),
      ),
    ),
    ...header('If-Match', route.ifMatch, 'The ETag that was read.', { type: 'string' }, '"3"'),
  ];
}

function successes(route: Route<never>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => {
      if (schema === null) return [status, { description: 'Done.' }];
      const given = route.examples?.responses?.[Number(status)];
      if (typeof schema === 'string') {
        const shown = { schema: { type: 'string' }, ...exampleMember(given) };
        return [status, { description: 'The content.', content: { [schema]: shown } }];
      }
      const example = given ?? exampleOf(schema, '', resourceOf(route));
      return [
        status,
        {
          description: 'The answer.',
          content: { 'application/json': { schema, ...exampleMember(example) } },
        },
      ];
    }),
  );
}

function withoutId(schema: TSchema): object {
  const { $id: _omitted, ...rest } = schema;
  return rest;
}
