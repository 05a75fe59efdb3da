import { noContent } from '@sidecart/platform';
import { deleteShippingMethod } from '../use-cases/edit-shipping-method';
import { route } from './route';
import { ShippingMethodPath } from './shipping-method.schema';

export const deleteShippingMethodRoute = route({
  method: 'delete',
  path: '/shipping-methods/{methodId}',
  operationId: 'deleteShippingMethod',
  summary: 'Remove a way of shipping. Orders that were placed with it keep its name.',
  tag: 'Shipping methods',
  access: 'staff',
  ifMatch: 'optional',
  params: ShippingMethodPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, ifMatch, deps }) {
    await deleteShippingMethod(deps, params.methodId, ifMatch);
    return noContent();
  },
});
