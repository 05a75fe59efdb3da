import { bodyAjv, describeFaults } from './ajv';
import type { Reply } from './reply';
import type { Route } from './route';

/**
 * Compiles the check that an answer is one that the route declares. For tests: a service must not drift from its
 * OpenAPI document.
 */
export function compileResponseCheck(route: Route<never>): (reply: Reply) => void {
  const checks = new Map(
    Object.entries(route.responses).map(([status, schema]) => [
      Number(status),
      typeof schema === 'object' && schema !== null ? bodyAjv.compile(schema) : undefined,
    ]),
  );
  return ({ status, body }) => {
    if (!checks.has(status))
      throw new Error(`${route.operationId} answered ${status}, which it does not declare`);
    const check = checks.get(status);
    if (!check) return;
    const document: unknown = Buffer.isBuffer(body)
      ? JSON.parse(body.toString())
      : JSON.parse(JSON.stringify(body));
    if (check(document)) return;
    const faults = describeFaults(check.errors).map((fault) => `${fault.pointer} ${fault.detail}`);
    throw new Error(`${route.operationId} answered ${status} with a wrong body: ${faults.join('; ')}`);
  };
}
