import { ok } from '@sidecart/platform';
import { KeySetView } from './auth.schema';
import { route } from './route';

const MAX_AGE_SECONDS = 300;

export const getKeySetRoute = route({
  method: 'get',
  path: '/.well-known/jwks.json',
  operationId: 'getKeySet',
  summary: 'Read the public keys that access tokens are verified with.',
  tag: 'Keys',
  access: 'public',
  responses: { 200: KeySetView },
  handler: ({ deps }) =>
    Promise.resolve(ok(deps.keySet, { 'cache-control': `public, max-age=${MAX_AGE_SECONDS}` })),
});
