import { randomUUID } from 'node:crypto';
import type { MediaType, OpenApi, Operation, Parameter, Schema } from './openapi-document';

/**
 * Real values by the name of a parameter or field. `cancelOrder.orderId` is meant for one operation only,
 * `managed.productId` for what staff change, so that a product that is archived is not one that others buy, and
 * `register.body` for a whole body.
 */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/**
 * Makes a copy of the document whose parameters and bodies name things that exist, so that a fuzzer gets further than
 * "there is no such order". What is answered is described as before.
 */
export function prepareDocument(document: OpenApi, values: KnownValues): OpenApi {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, prepare(operation, method, values)]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) as OpenApi['paths'] };
}

type Lookup = (name: string) => readonly unknown[] | undefined;

function prepare(operation: Operation, method: string, values: KnownValues): Operation {
  const isManaged = operation['x-required-role'] !== undefined && method !== 'get';
  const lookup: Lookup = (name) =>
    values[`${operation.operationId}.${name}`] ??
    (isManaged ? values[`managed.${name}`] : undefined) ??
    values[name];
  const { parameters = [], requestBody } = operation;
  return {
    ...operation,
    parameters: parameters.map((parameter) => prepareParameter(parameter, lookup)),
    ...(requestBody && {
      requestBody: {
        ...requestBody,
        content: Object.fromEntries(
          Object.entries(requestBody.content).map(([type, media]) => [type, prepareBody(media, lookup)]),
        ),
      },
    }),
  };
}

function prepareParameter(parameter: Parameter, lookup: Lookup): Parameter {
  const { example: _example, ...bare } = parameter;
  if (parameter.name === 'Idempotency-Key') {
    return { ...bare, schema: { type: 'string', format: 'uuid' }, example: randomUUID() };
  }
  if (parameter.name === 'If-Match') return { ...bare, schema: { enum: ['*', '"1"'] }, example: '*' };
  const known = lookup(parameter.name);
  if (known?.length) return { ...bare, schema: { enum: known }, example: known[0] };
  // All optional ones together are a request that nobody makes; each by itself comes from its schema.
  return parameter.required ? parameter : bare;
}

function prepareBody(media: MediaType, lookup: Lookup): MediaType {
  const { schema, example } = media;
  const own = lookup('body')?.[0];
  return {
    ...media,
    ...(schema && { schema: withKnown(schema, lookup) }),
    ...(own !== undefined || example !== undefined
      ? { example: own ?? exampleWithKnown(example, lookup) }
      : {}),
  };
}

/** Narrows the fields of a schema whose real values are known to those. */
function withKnown(schema: Schema, lookup: Lookup): Schema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties') {
        const fields = Object.entries(value as Record<string, Schema>).map(([name, field]) => {
          const known = lookup(name);
          return [name, known?.length ? { enum: known } : withKnown(field, lookup)];
        });
        return [keyword, Object.fromEntries(fields)];
      }
      if (keyword === 'items') return [keyword, withKnown(value as Schema, lookup)];
      return [keyword, value];
    }),
  );
}

function exampleWithKnown(example: unknown, lookup: Lookup): unknown {
  if (Array.isArray(example)) return example.map((item) => exampleWithKnown(item, lookup));
  if (example === null || typeof example !== 'object') return example;
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      lookup(name)?.[0] ?? exampleWithKnown(value, lookup),
    ]),
  );
}
