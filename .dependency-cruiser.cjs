/** The architecture as rules: `npm run check:boundaries` fails when an import breaks one. */
const forbid = (name, comment, from, to, options = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$', ...options.from },
  to: { path: to, ...options.to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no beginning to read from.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbid(
      'domain-is-pure',
      'Rules know no transport, no database session and no other layer.',
      '^services/[^/]+/src/domain',
      '^services/[^/]+/src/(http|events|use-cases|clients|db|providers|app|deps|config)|node_modules/(koa|@koa|@dapr|undici|@mikro-orm/postgresql)',
    ),
    forbid(
      'use-cases-know-no-transport',
      'A use case is called by routes, events and workers alike.',
      '^services/[^/]+/src/use-cases',
      '^services/[^/]+/src/(http|events|clients|app)|node_modules/(koa|@koa|@dapr|undici)',
    ),
    forbid(
      'http-does-not-reach-around',
      'Routes go through use cases and read models, not to other services or event handlers.',
      '^services/(auth|user|product|order|payment|notification)/src/http',
      '^services/[^/]+/src/(clients|events)/',
    ),
    {
      name: 'services-are-islands',
      comment: 'Services talk over Dapr, never by import.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    forbid(
      'the-sandbox-is-a-stranger',
      'It stands in for a provider elsewhere: the service reaches it over HTTP only.',
      '^services/payment/src',
      '^services/payment/sandbox',
    ),
    forbid(
      'the-sandbox-knows-no-shop',
      'A provider knows its merchants’ keys, and nothing of their orders.',
      '^services/payment/sandbox/src',
      '^services/payment/src|^packages/contracts/src/events/',
    ),
    forbid(
      'packages-know-no-service',
      'Shared code must not depend on who shares it.',
      '^packages/',
      '^services/',
    ),
    forbid(
      'platform-has-no-business-words',
      'Platform knows how events travel, not which there are.',
      '^packages/platform',
      '^packages/contracts/src/events/',
    ),
    forbid(
      'contracts-are-only-contracts',
      'Contracts are bytes on the wire.',
      '^packages/contracts',
      '^packages/(platform|testing)|node_modules/(koa|@mikro-orm|@dapr)',
    ),
    forbid(
      'tests-stay-out',
      'What runs in production needs no test tools.',
      '^(services/[^/]+|packages/(platform|contracts))/src',
      '^packages/testing|/test/',
    ),
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.dapr/' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
