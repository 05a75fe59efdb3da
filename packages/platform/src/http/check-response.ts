import { DomainError } from '../errors';
import { bodyAjv, describeFaults } from './ajv';
import { translateDatabaseError } from './database-errors';
import { problemStatuses } from './openapi-problems';
import { statusOf } from './problem';
import type { Reply } from './reply';
import type { Route } from './route';

/**
 * Compiles the check that an answer is one that the route declares. For tests: a service must not drift from its
 * OpenAPI document.
 */
export function compileResponseCheck(route: Route<never>): (reply: Reply) => void {
  const checks = new Map(
    Object.entries(route.responses).map(([status, schema]) => [Number(status), compileCheck(schema)]),
  );
  return ({ status, body }) => {
    const check = checks.get(status);
    if (!check) throw new Error(`${route.operationId} answered ${status}, which it does not declare`);
    const faults = check(body);
    if (faults.length === 0) return;
    throw new Error(`${route.operationId} answered ${status} with a wrong body: ${faults.join('; ')}`);
  };
}

/**
 * Compiles the check that a problem is one that the route declares. For tests too. What only services call is in no
 * document.
 */
export function compileProblemCheck(route: Route<never>): (error: unknown) => void {
  const declared = problemStatuses(route);
  return (thrown) => {
    const error = translateDatabaseError(thrown);
    if (!(error instanceof DomainError) || typeof route.access === 'object') return;
    if (declared.includes(statusOf(error))) return;
    const problem = `${statusOf(error)} (${error.code})`;
    throw new Error(`${route.operationId} answered ${problem}, which it does not declare`, { cause: thrown });
  };
}

/** @returns a function that tells what is wrong with a body */
function compileCheck(schema: Route<never>['responses'][number]): (body: Reply['body']) => string[] {
  if (schema === null) return (body) => (body === undefined ? [] : ['there is to be none']);
  // What is not JSON is described by its media type alone.
  if (typeof schema === 'string') return (body) => (body === undefined ? ['there is none'] : []);
  const validate = bodyAjv.compile(schema);
  return (body) => {
    if (body === undefined) return ['there is none'];
    const text = Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body);
    if (validate(JSON.parse(text))) return [];
    return describeFaults(validate.errors).map(({ pointer, detail }) => `${pointer} ${detail}`);
  };
}
