/** A JSON Schema, as far as it is looked into here. */
export interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean']);

/** The alternatives of a schema, without null, which is the absence of a value. */
const alternatives = (schema: Schema): readonly Schema[] =>
  (schema.anyOf?.flatMap(alternatives) ?? [schema]).filter(({ type }) => type !== 'null');

/** The schema of a member; undefined when there is none of that name. */
export function memberOf(schema: Schema, name: string): Schema | undefined {
  const members = alternatives(schema).flatMap(({ properties = {}, patternProperties = {} }) =>
    Object.hasOwn(properties, name) ? [properties[name] as Schema] : Object.values(patternProperties),
  );
  return members[0];
}

/** The schema of what is repeated: the items of a list, the members of an object of any names. */
export const itemOf = (schema: Schema): Schema | undefined =>
  alternatives(schema).flatMap(({ items, patternProperties = {} }) =>
    items ? [items] : Object.values(patternProperties),
  )[0];

/** Whether values of the schema can be written as they are. */
export const isScalar = (schema: Schema): boolean =>
  alternatives(schema).every(
    ({ type, enum: values, const: value }) =>
      SCALARS.has(type ?? '') || values !== undefined || value !== undefined,
  );
