import { ok } from '@sidecart/platform';
import { FaultsBody } from './faults.schema';
import { MERCHANT, route } from './route';

export const setFaultsRoute = route({
  method: 'put',
  path: '/admin/faults',
  operationId: 'setFaults',
  summary: 'Switch troubles on, all at once; {} is none. They last as long as the process.',
  tag: 'Faults',
  access: MERCHANT,
  body: FaultsBody,
  responses: { 200: FaultsBody },
  handler({ body, deps }) {
    deps.faults.set(body);
    return Promise.resolve(ok(deps.faults.now));
  },
});
