import type { TSchema } from '@sinclair/typebox';
import { bodyAjv, describeFaults, type Fault } from './ajv';
import { findUnfit } from './find-unfit';

/**
 * Compiles a schema to a check of values that no route declares the form of, such as the lines of a file or what a
 * template is filled in with. It is as strict as the check of a body.
 *
 * @returns (the check) one fault for each place, by JSON pointer; none when the value fits
 */
export function compileCheck(schema: TSchema): (value: unknown) => Fault[] {
  const validate = bodyAjv.compile(schema);
  return (value) => {
    const unfit = findUnfit(value);
    if (unfit) return [unfit];
    return validate(value) ? [] : describeFaults(validate.errors);
  };
}
