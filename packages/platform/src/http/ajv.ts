import { Ajv2020, type ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { toPointer } from './json-pointer';

const MAX_REPORTED_FAULTS = 20;

const base = { strict: true, strictTypes: false, allErrors: true, useDefaults: true } as const;

/** Ids in the one form that we give out: in another, equal ones would not compare equal. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats(ajv, ['date-time', 'date', 'email', 'uri']);
  return ajv.addFormat('uuid', UUID);
}

/** For bodies and events: "3" is not 3, and what is not declared is refused or ignored, never removed. */
export const bodyAjv = withFormats(new Ajv2020(base));

/** For paths, queries and headers, where everything arrives as text. */
export const textAjv = withFormats(new Ajv2020({ ...base, coerceTypes: true }));

/** For environment variables: text too. */
export const environmentAjv = withFormats(new Ajv2020({ ...base, coerceTypes: true }));

/** For single fields, where a default has nothing to write to. */
export const fieldAjv = withFormats(new Ajv2020({ strict: false }));

export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Turns ajv's errors into one sentence per faulty place; a missing or unknown member is named itself. */
export function describeFaults(
  errors: ErrorObject[] | null | undefined,
  limit = MAX_REPORTED_FAULTS,
): Fault[] {
  return (errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .slice(0, limit)
    .map(describeFault);
}

function describeFault(error: ErrorObject): Fault {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return { pointer: member(error, params['missingProperty']), detail: 'is required' };
    case 'additionalProperties':
      return { pointer: member(error, params['additionalProperty']), detail: 'is not a known field' };
    case 'enum':
      return {
        pointer: error.instancePath,
        detail: `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`,
      };
    default:
      return { pointer: error.instancePath, detail: error.message ?? 'is invalid' };
  }
}

function member(error: ErrorObject, name: unknown): string {
  return error.instancePath + toPointer([String(name)]);
}
