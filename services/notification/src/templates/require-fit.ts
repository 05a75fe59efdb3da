import { compileCheck } from '@sidecart/platform';
import type { TemplateSource } from './define-template';

const checks = new WeakMap<object, ReturnType<typeof compileCheck>>();

/**
 * Tells what of the values is not as the template declares its variables.
 *
 * @returns one fault for each place, by JSON pointer; none when they fit
 */
export function findMisfits(
  template: TemplateSource,
  values: unknown,
): { pointer: string; detail: string }[] {
  const check = checks.get(template) ?? compileCheck(template.variables);
  checks.set(template, check);
  return check(values);
}

/** @throws when the values are not as the template declares its variables */
export function requireFit(template: TemplateSource, values: unknown): void {
  const [fault] = findMisfits(template, values);
  if (fault) {
    throw new Error(
      `The variables do not fit the template ${template.key}: ${fault.pointer} ${fault.detail}`,
    );
  }
}
