import { Type, type Static, type TSchema } from '@sinclair/typebox';

/** The schema of a text that may also be null, which clears what is there. */
export const OrNull = <S extends TSchema>(schema: S) =>
  Type.Unsafe<Static<S> | null>({ ...schema, type: [schema['type'] as string, 'null'] });
