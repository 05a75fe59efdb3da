import { created, once, versionTag } from '@sidecart/platform';
import { createShippingMethod } from '../use-cases/create-shipping-method';
import { presentShippingMethod } from './present-shipping-method';
import { route } from './route';
import { CreateShippingMethodBody, ShippingMethodView } from './shipping-method.schema';

export const createShippingMethodRoute = route({
  method: 'post',
  path: '/shipping-methods',
  operationId: 'createShippingMethod',
  summary: 'Offer a way of shipping.',
  tag: 'Shipping methods',
  access: 'staff',
  idempotencyKey: 'optional',
  body: CreateShippingMethodBody,
  responses: { 201: ShippingMethodView },
  handler: ({ body, idempotency, deps }) =>
    once(deps.em, idempotency, (em) => {
      const method = createShippingMethod(em, body, deps.now());
      const headers = { etag: versionTag(method.version) };
      return Promise.resolve(
        created(`/api/shipping-methods/${method.id}`, presentShippingMethod(method), headers),
      );
    }),
});
