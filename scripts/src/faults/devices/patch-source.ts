import type { Patch } from './planted-bug';

/**
 * Changes a module's source.
 *
 * @throws when the text to find is not there exactly once: the code has changed, and the bug has to follow it
 */
export function patchSource(source: string, { file, find, replace }: Patch): string {
  const pieces = source.split(find);
  if (pieces.length !== 2) {
    throw new Error(`${file} has ${pieces.length - 1} times, not once:\n${find}`);
  }
  return pieces.join(replace);
}
