import { hasRole, notFound, ok } from '@sidecart/platform';
import { Payment } from '../domain/payment';
import { PaymentPath, PaymentView } from './payment.schema';
import { presentPayment } from './present-payment';
import { route } from './route';

export const getPaymentRoute = route({
  method: 'get',
  path: '/payments/{paymentId}',
  operationId: 'getPayment',
  summary: 'Read one of your payments with all that happened to it; staff read any.',
  tag: 'Payments',
  access: 'customer',
  params: PaymentPath,
  responses: { 200: PaymentView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const owner = hasRole(principal.role, 'staff') ? {} : { customerId: principal.id };
    const payment = await deps.em.findOne(
      Payment,
      { id: params.paymentId, ...owner },
      { populate: ['history', 'ledger', 'refunds'] },
    );
    if (!payment) throw notFound('payment');
    return ok(presentPayment(payment, principal.id));
  },
});
