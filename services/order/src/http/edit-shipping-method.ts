import { editShippingMethod } from '../use-cases/edit-shipping-method';
import { shippingMethodReply } from './present-shipping-method';
import { route } from './route';
import { EditShippingMethodBody, ShippingMethodPath, ShippingMethodView } from './shipping-method.schema';

export const editShippingMethodRoute = route({
  method: 'patch',
  path: '/shipping-methods/{methodId}',
  operationId: 'editShippingMethod',
  summary: 'Change a way of shipping, or take it off the offer. Orders that were placed keep theirs.',
  tag: 'Shipping methods',
  access: 'staff',
  ifMatch: 'required',
  params: ShippingMethodPath,
  body: EditShippingMethodBody,
  responses: { 200: ShippingMethodView },
  problems: [404],
  async handler({ params, body, ifMatch, deps }) {
    return shippingMethodReply(await editShippingMethod(deps, params.methodId, body, ifMatch));
  },
});
