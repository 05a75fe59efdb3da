import { createHash } from 'node:crypto';
import { EXAMPLE_VALUES } from '@sidecart/contracts';
import type { TSchema } from '@sinclair/typebox';
import { fieldAjv } from './ajv';

/** Where a value stands: the names of the fields around it, outermost first, and what the whole is a view of. */
interface Place {
  /** Such as `order` for what is answered below `/orders`. */
  readonly resource: string;
  readonly names: readonly string[];
}

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Fields of a list do not name what its members are. */
const LISTS = new Set(['items']);

const MOMENT = '2026-01-15T09:30:00.000Z';
const LATER = '2026-01-16T09:30:00.000Z';

/**
 * Makes a value that fits a schema and looks like one of real life: its `const`, the first of its `examples`, a typical
 * value of its name, the first of its `enum`, its `default`, or one made of its format and bounds. The same schema
 * always gives the same.
 *
 * @param name of the field, parameter or header
 * @param resource what the whole is about: `order`
 * @returns undefined when nothing that is known here fits; then the schema needs `examples`
 */
export function exampleOf(schema: TSchema, name: string, resource: string): unknown {
  return example(schema, { resource, names: name === '' ? [] : [name] });
}

function example(schema: TSchema, place: Place): unknown {
  if (schema['const'] !== undefined) return schema['const'] as unknown;
  const given = schema['examples'] as readonly unknown[] | undefined;
  if (given?.length) return given[0];
  const known = typical(place).find((value) => fits(schema, value));
  if (known !== undefined) return known;
  const options = (schema['anyOf'] ?? schema['oneOf']) as readonly TSchema[] | undefined;
  if (options) return options.map((option) => example(option, place)).find((value) => value != null) ?? null;
  return candidates(schema, place).find((value) => value !== undefined && fits(schema, value));
}

function candidates(schema: TSchema, place: Place): unknown[] {
  const values = (schema['enum'] as unknown[] | undefined) ?? [];
  return [...values.slice(0, 1), schema['default'] as unknown, ...byType(schema, place)];
}

function typical({ names, resource }: Place): readonly unknown[] {
  const name = names.at(-1) ?? '';
  const owner = ownerOf({ names: names.slice(0, -1), resource });
  return [...(EXAMPLE_VALUES[`${owner}.${name}`] ?? []), ...(EXAMPLE_VALUES[name] ?? [])];
}

/** What the fields at a place belong to: the innermost name around them that says something. */
const ownerOf = ({ names, resource }: Place): string => {
  const name = names.findLast((one) => !LISTS.has(one));
  return name === undefined ? resource : singular(name);
};

/** `orders` → `order`, `categories` → `category`, `addresses` → `address`. */
export const singular = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch)es$/, '$1')
    .replace(/([^s])s$/, '$1');

function byType(schema: TSchema, place: Place): unknown[] {
  const type = [schema['type'] as string | string[] | undefined].flat()[0];
  switch (type) {
    case 'object':
      return [objectOf(schema, place)];
    case 'array':
      return [arrayOf(schema, place), []];
    case 'string':
      return textsOf(schema, place);
    case 'integer':
    case 'number':
      return numbersOf(schema as Bounds, place);
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    default:
      return [{}];
  }
}

function objectOf(schema: TSchema, { resource, names }: Place): object {
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>);
  return Object.fromEntries(
    members
      .map(([name, member]) => [name, example(member, { resource, names: [...names, name] })] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** One member, unless the list nests in one of its own kind: two levels show how it goes on. */
function arrayOf(schema: TSchema, place: Place): unknown[] {
  const name = place.names.at(-1);
  if (name !== undefined && place.names.indexOf(name) < place.names.length - 1) return [];
  const member = schema['items'] === undefined ? undefined : example(schema['items'] as TSchema, place);
  return member === undefined ? [] : [member];
}

function textsOf(schema: TSchema, place: Place): string[] {
  const name = place.names.at(-1) ?? '';
  switch (schema['format'] as string | undefined) {
    case 'uuid':
      return [uuidOf(name === 'id' ? `${ownerOf({ ...place, names: place.names.slice(0, -1) })}Id` : name)];
    case 'date-time':
      return [/expires|until|^to$/i.test(name) ? LATER : MOMENT];
    case 'date':
      return [MOMENT.slice(0, 10)];
    case 'email':
      return ['carla@customer.example'];
    case 'uri':
      return ['https://shop.example/'];
    default:
      return [...(/Id$/.test(name) ? [uuidOf(name)] : []), ...wordsOf(name, schema as Bounds)];
  }
}

/** The name itself, in the shapes that codes, slugs and sentences have, and within the bounds. */
function wordsOf(name: string, { minLength = 0, maxLength = 200 }: Bounds): string[] {
  const words = (name || 'text').replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const shapes = [words.replace(/^./, (letter) => letter.toUpperCase()), words.replaceAll(' ', '-')];
  return [...shapes, words.replaceAll(' ', '-').toUpperCase(), 'EUR', 'DE', 'en', '42'].map((shape) =>
    shape.repeat(Math.ceil(Math.max(minLength, 1) / shape.length)).slice(0, maxLength),
  );
}

function numbersOf({ minimum, maximum, exclusiveMinimum }: Bounds, { names }: Place): unknown[] {
  const amount = /minor$|price|amount/i.test(names.at(-1) ?? '') ? [4_990] : [];
  const beyond = exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1;
  return [...amount, 1, minimum, beyond, maximum, 0];
}

/** Equal names get equal ids, so that one document tells one story. */
function uuidOf(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return `018f3b5e-${digest.slice(0, 4)}-7${digest.slice(4, 7)}-8${digest.slice(7, 10)}-${digest.slice(10, 22)}`;
}

const fits = (schema: TSchema, value: unknown): boolean => fieldAjv.validate(schema, value);
