import type { TSchema } from '@sinclair/typebox';

/** A schema that shows in the API description what typically stands there. */
export const withExamples = <S extends TSchema>(schema: S, ...examples: readonly unknown[]): S => ({
  ...schema,
  examples,
});
