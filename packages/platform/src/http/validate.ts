import type { FieldFault } from '@sidecart/contracts';
import type { TSchema } from '@sinclair/typebox';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020';
import { DomainError } from '../errors';
import { bodyAjv, describeFaults, textAjv } from './ajv';
import { findUnfit } from './find-unfit';
import type { Route } from './route';

export interface RawInput {
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}

/**
 * Compiles the checks of a route once, at start-up, where a bad schema stops the boot. The check converts path and
 * query values to their types in place and refuses what is not declared.
 *
 * @throws (the check) DomainError malformed that names every faulty field
 */
export function compileValidation(route: Route<never>): (input: RawInput) => void {
  requireDeclaredParams(route);
  const checks = [
    compile('path', textAjv, route.params, (input) => input.params),
    compile('query', textAjv, route.query ?? EMPTY, (input) => input.query),
    compile('header', textAjv, headersSchema(route), (input) => input.headers),
    compile('body', bodyAjv, route.body, (input) => input.body),
  ].filter((check) => check !== undefined);
  return (input) => {
    const faults = checks.flatMap((check) => check(input));
    if (faults.length > 0) {
      throw new DomainError(
        'malformed',
        'invalid-request',
        'The request does not have the form this operation needs.',
        {
          errors: faults,
        },
      );
    }
  };
}

/** A placeholder that no schema describes would reach the handler unchecked. */
function requireDeclaredParams({ path, params, operationId }: Route<never>): void {
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const declared = Object.keys((params?.['properties'] as object | undefined) ?? {}).sort();
  if (placeholders.join() !== declared.join()) {
    throw new Error(`The params of ${operationId} must be exactly the placeholders of ${path}`);
  }
}

const EMPTY = { type: 'object', properties: {}, additionalProperties: false } as unknown as TSchema;

function headersSchema({ requestHeaders }: Route<never>): TSchema | undefined {
  if (requestHeaders === undefined) return undefined;
  const properties = { ...requestHeaders };
  return { type: 'object', properties, additionalProperties: false } as unknown as TSchema;
}

function compile(
  place: 'path' | 'query' | 'header' | 'body',
  ajv: Ajv2020,
  schema: TSchema | undefined,
  select: (input: RawInput) => unknown,
) {
  if (schema === undefined) return undefined;
  if (place !== 'path' && schema['type'] === 'object' && schema['additionalProperties'] !== false) {
    throw new Error(`The ${place} schema must refuse unknown fields: use StrictObject`);
  }
  const validate: ValidateFunction = ajv.compile(schema);
  return (input: RawInput): FieldFault[] => {
    const value = select(input);
    if (place === 'body' && value === undefined) return [{ in: 'body', pointer: '#', detail: 'is required' }];
    const unfit = findUnfit(value);
    if (unfit) return [fault(place, unfit.pointer, unfit.detail)];
    if (validate(value)) return place === 'body' ? [] : findInfinite(place, value as object);
    return describeFaults(validate.errors).map(({ pointer, detail }) => fault(place, pointer, detail));
  };
}

/** ajv makes Infinity of "1e400", and then holds it to no bound. */
const findInfinite = (place: string, values: object): FieldFault[] =>
  Object.entries(values)
    .filter(([, value]) => value === Infinity || value === -Infinity)
    .map(([name]) => fault(place, `/${name}`, 'must be a finite number'));

/** Names parameters as clients know them (`limit`), and body members by JSON pointer (`#/items/0`). */
const fault = (place: string, pointer: string, detail: string): FieldFault => ({
  in: place,
  pointer: place === 'body' ? `#${pointer}` : pointer.slice(1),
  detail,
});
