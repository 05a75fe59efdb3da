import type { VariantOptions } from '@sidecart/contracts';
import { DomainError } from '@sidecart/platform';

/** Of one product: more could not be chosen from, nor shown by one statement. */
export const MAX_OPTIONS = 4;
export const MAX_VARIANTS = 100;

/** The values without the space around them, which is no part of what somebody writes. */
export const trimOptions = (options: VariantOptions): VariantOptions =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value.trim()]));

/** Whether two variants would be told apart by nothing. */
export const haveSameOptions = (one: VariantOptions, other: VariantOptions): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);

/**
 * Requires exactly one value for each option of the product, and a combination that no sibling has.
 *
 * @param pointer the JSON pointer to the options in the body
 * @throws DomainError refused
 */
export function requireOptions(
  optionNames: readonly string[],
  options: VariantOptions,
  siblings: readonly { readonly options: VariantOptions }[],
  pointer: string,
): void {
  const missing = optionNames.filter((name) => options[name] === undefined);
  const unknown = Object.keys(options).filter((name) => !optionNames.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    const detail = `must have exactly one value for each of: ${optionNames.join(', ') || '(nothing)'}`;
    throw new DomainError('refused', 'wrong-options', 'The options are not those of the product.', {
      errors: [{ in: 'body', pointer, detail }],
    });
  }
  if (siblings.some((sibling) => haveSameOptions(sibling.options, options))) {
    throw new DomainError('conflict', 'options-taken', 'Another variant of the product has these options.', {
      errors: [{ in: 'body', pointer, detail: 'is taken' }],
    });
  }
}
