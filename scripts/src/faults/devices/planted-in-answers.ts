import type { PlantedBug } from './planted-bug';

const IDEMPOTENCY = 'packages/platform/dist/http/idempotency.js';

/** Bugs in what clients and operators are told. */
export const answerBugs: readonly PlantedBug[] = [
  {
    name: 'the Idempotency-Key is ignored',
    patches: [
      {
        file: IDEMPOTENCY,
        find: 'return { scope, key: header, fingerprint: digest(asked) };',
        replace:
          'return { scope, key: `${header.slice(0, 200)}-${Math.random()}`, fingerprint: digest(asked) };',
      },
    ],
    services: ['order'],
    traffic: 'usual',
    caughtBy: 'POST /api/orders under the key',
  },
  {
    name: 'a write is answered before its commit',
    patches: [
      {
        file: IDEMPOTENCY,
        find: 'async function onceAnswering(em, request, reply, effect) {',
        replace: `async function onceAnswering(em, request, reply, effect) {
    void answerAfterwards(em, request, reply, effect).catch(() => undefined);
    return reply;
}
async function answerAfterwards(em, request, reply, effect) {`,
      },
    ],
    services: ['order'],
    traffic: 'coupon-race',
    caughtBy: 'was acknowledged and is not there',
  },
  {
    name: '500 instead of 503',
    patches: [
      {
        file: 'packages/platform/dist/http/database-errors.js',
        find: 'if (isUnreachable(error))',
        replace: 'if (false)',
      },
    ],
    fault: 'stop PostgreSQL',
    traffic: 'usual',
    caughtBy: ': 500',
  },
  {
    name: 'no Retry-After',
    patches: [
      {
        file: 'packages/platform/dist/http/problem.js',
        find: "...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),",
        replace: '',
      },
    ],
    fault: 'stop PostgreSQL',
    traffic: 'usual',
    caughtBy: '503 without Retry-After',
  },
  {
    name: 'always ready',
    patches: [
      {
        file: 'packages/platform/dist/health.js',
        find: "ready: results.every(([, state]) => state === 'up'),",
        replace: 'ready: true,',
      },
    ],
    fault: 'stop PostgreSQL',
    traffic: 'usual',
    caughtBy: 'ready',
  },
];
