import { DriverException } from '@mikro-orm/core';

/** An error as it is logged. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: unknown;
  /** What failed one by one, where the error is about several. */
  readonly errors?: readonly unknown[];
}

/**
 * Tells what can be said of an error in a log. The database layer writes whole statements with their values into its
 * messages: of those only what the server said is kept.
 */
export function describeError(error: Error): ErrorDescription {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const message = isFromDatabase(error) ? withoutStatement(error) : error.message;
  return {
    name: error.name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined
      ? {}
      : { stack: [`${error.name}: ${message}`, ...frames(error.stack)].join('\n') }),
    ...(cause === undefined ? {} : { cause }),
    ...(Array.isArray(errors) ? { errors: errors.slice(0, 5) } : {}),
  };
}

const isFromDatabase = (error: Error) => error instanceof DriverException || 'severity' in error;

/** `<statement> - <what the server said>`, then `\n - detail: Key (email)=(…) already exists.` and a hint, if any. */
function withoutStatement(error: Error): string {
  const { code, detail, hint } = error as { code?: unknown; detail?: unknown; hint?: unknown };
  const message = [`\n - hint: ${String(hint)}`, `\n - detail: ${String(detail)}`].reduce(
    (text, ending) => (text.endsWith(ending) ? text.slice(0, -ending.length) : text),
    error.message,
  );
  const said = message.split(' - ').at(-1) ?? '';
  // Class 22 quotes the value that did not fit.
  return typeof code === 'string' && code.startsWith('22') ? said.replaceAll(/"[^]*"/g, '"…"') : said;
}

const frames = (stack: string) => stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
