import { Type, type TProperties } from '@sinclair/typebox';

/** An object whose unknown members are refused: the form of everything a client may send us. */
export const StrictObject = <P extends TProperties>(properties: P, options: { description?: string } = {}) =>
  Type.Object(properties, { ...options, additionalProperties: false });

export const Uuid = Type.String({ format: 'uuid', description: 'A UUID.' });

export const Timestamp = Type.String({ format: 'date-time', description: 'An RFC 3339 timestamp in UTC.' });

/** A string enumeration as JSON Schema `enum`, typed as the union of its members. */
export const StringEnum = <T extends string>(values: readonly T[], options: { description?: string } = {}) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...options });
