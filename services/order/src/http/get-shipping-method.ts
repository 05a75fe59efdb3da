import { hasRole, notFound } from '@sidecart/platform';
import { ShippingMethod } from '../domain/shipping-method';
import { shippingMethodReply } from './present-shipping-method';
import { route } from './route';
import { ShippingMethodPath, ShippingMethodView } from './shipping-method.schema';

export const getShippingMethodRoute = route({
  method: 'get',
  path: '/shipping-methods/{methodId}',
  operationId: 'getShippingMethod',
  summary: 'Read a way of shipping that is on offer; staff read any.',
  tag: 'Shipping methods',
  access: 'optional',
  params: ShippingMethodPath,
  responses: { 200: ShippingMethodView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const offered = principal && hasRole(principal.role, 'staff') ? {} : { active: true };
    const method = await deps.em.findOne(ShippingMethod, { id: params.methodId, ...offered });
    if (!method) throw notFound('shipping method');
    return shippingMethodReply(method);
  },
});
