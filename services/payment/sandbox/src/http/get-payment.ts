import { notFound, ok } from '@sidecart/platform';
import { Payment } from '../domain/payment';
import { presentPayment } from '../present';
import { PaymentPath, PaymentView } from './payment.schema';
import { MERCHANT, route } from './route';

export const getPaymentRoute = route({
  method: 'get',
  path: '/v1/payments/{paymentId}',
  operationId: 'getPayment',
  summary: 'A payment as it is now.',
  tag: 'Payments',
  access: MERCHANT,
  params: PaymentPath,
  responses: { 200: PaymentView },
  problems: [404],
  async handler({ params: { paymentId }, deps }) {
    const payment = await deps.em.findOne(Payment, { id: paymentId });
    if (!payment) throw notFound('payment');
    return ok(presentPayment(payment, deps.settings.publicUrl));
  },
});
