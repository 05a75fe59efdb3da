import type { Static, TObject } from '@sinclair/typebox';
import { describeFaults, environmentAjv } from './http/ajv';

/** A configuration that cannot be used. `faults` lists every reason, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration is invalid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/**
 * Reads the variables that a schema names from the environment (or a secret), converts them to the types it declares,
 * fills in its defaults and freezes the result. An empty variable counts as absent.
 *
 * @param rules names the faults that a schema cannot express; it is asked whether the schema is satisfied or not
 * @throws ConfigError listing every fault at once, without quoting a value: it may be a secret.
 */
export function loadConfig<S extends TObject>(
  schema: S,
  source: Readonly<Record<string, string | undefined>>,
  rules: (candidate: Readonly<Record<string, unknown>>) => readonly string[] = () => [],
): Readonly<Static<S>> {
  const named = Object.keys(schema.properties);
  const present = named.filter((name) => source[name] !== undefined && source[name] !== '');
  const candidate: Record<string, unknown> = Object.fromEntries(present.map((name) => [name, source[name]]));
  const validate = environmentAjv.compile(schema);
  const fits = validate(candidate);
  const faults = [
    ...(fits ? [] : describeFaults(validate.errors, Infinity)).map(
      ({ pointer, detail }) => `${pointer}: ${detail}`,
    ),
    ...rules(candidate),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(candidate as Static<S>);
}
