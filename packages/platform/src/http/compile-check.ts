import type { TSchema } from '@sinclair/typebox';
import { bodyAjv, describeFaults, type Fault } from './ajv';

/**
 * Compiles a schema to a check of values that no route declares the form of, such as what a template is filled in with.
 *
 * @returns (the check) one fault for each place, by JSON pointer; none when the value fits
 */
export function compileCheck(schema: TSchema): (value: unknown) => Fault[] {
  const validate = bodyAjv.compile(schema);
  return (value) => (validate(value) ? [] : describeFaults(validate.errors));
}
