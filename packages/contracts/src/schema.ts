import { Type, type TProperties } from '@sinclair/typebox';

/** An object whose unknown members are refused: the form of everything a client may send us. */
export const StrictObject = <P extends TProperties>(properties: P, options: { description?: string } = {}) =>
  Type.Object(properties, { ...options, additionalProperties: false });

export const Uuid = Type.String({ format: 'uuid', description: 'A UUID.' });

export const Timestamp = Type.String({ format: 'date-time', description: 'An RFC 3339 timestamp in UTC.' });

/** A string enumeration as JSON Schema `enum`, typed as the union of its members. */
export const StringEnum = <T extends string>(values: readonly T[], options: { description?: string } = {}) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...options });

/** U+0000–U+001F and U+007F–U+009F, spelt so that every dialect of regular expressions reads it. */
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f';

/**
 * One line of text that a person wrote: not blank and without control characters. Spaces around it are not part of it,
 * so trim what arrives. The pattern has one way to match, so that it takes linear time whatever is sent.
 */
export const TextLine = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: `^ *[^\\s${CONTROL}][^${CONTROL}]*$`, description });
