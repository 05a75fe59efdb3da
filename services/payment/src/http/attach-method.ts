import { created, ok } from '@sidecart/platform';
import { attachMethod } from '../use-cases/attach-method';
import { AttachMethodBody, MethodView } from './method.schema';
import { presentMethod } from './present-method';
import { route } from './route';

export const attachMethodRoute = route({
  method: 'post',
  path: '/payments/methods',
  operationId: 'attachPaymentMethod',
  summary: 'Add a payment method by its provider token. One that is there already is answered with 200.',
  tag: 'Payment methods',
  access: 'customer',
  body: AttachMethodBody,
  idempotencyKey: 'optional',
  responses: { 200: MethodView, 201: MethodView },
  problems: [422],
  async handler({ body, principal, idempotency, deps }) {
    return attachMethod(deps, { ...body, customerId: principal.id }, idempotency, (method, isNew) =>
      isNew ? created('/api/payments/methods', presentMethod(method)) : ok(presentMethod(method)),
    );
  },
});
