import { noContent } from '@sidecart/platform';
import { removeMethod } from '../use-cases/remove-method';
import { MethodPath } from './method.schema';
import { route } from './route';

export const removeMethodRoute = route({
  method: 'delete',
  path: '/payments/methods/{methodId}',
  operationId: 'removePaymentMethod',
  summary: 'Remove one of your payment methods. Orders placed with it are still paid by it.',
  tag: 'Payment methods',
  access: 'customer',
  params: MethodPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, deps }) {
    await removeMethod(deps, principal.id, params.methodId);
    return noContent();
  },
});
