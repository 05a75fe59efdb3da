import { ok } from '@sidecart/platform';
import { FaultsBody } from './faults.schema';
import { MERCHANT, route } from './route';

export const getFaultsRoute = route({
  method: 'get',
  path: '/admin/faults',
  operationId: 'getFaults',
  summary: 'The troubles that are switched on.',
  tag: 'Faults',
  access: MERCHANT,
  responses: { 200: FaultsBody },
  handler: ({ deps }) => Promise.resolve(ok(deps.faults.now)),
});
