import { ok } from '@sidecart/platform';
import { PaymentMethod } from '../domain/payment-method';
import { MethodList } from './method.schema';
import { presentMethod } from './present-method';
import { route } from './route';

export const listMethodsRoute = route({
  method: 'get',
  path: '/payments/methods',
  operationId: 'listPaymentMethods',
  summary: 'List your payment methods, newest first.',
  tag: 'Payment methods',
  access: 'customer',
  responses: { 200: MethodList },
  async handler({ principal, deps }) {
    const methods = await deps.em.find(
      PaymentMethod,
      { customerId: principal.id, removedAt: null },
      { exclude: ['providerToken'], orderBy: { createdAt: 'desc', id: 'desc' } },
    );
    return ok({ items: methods.map(presentMethod) });
  },
});
