import { ok } from '@sidecart/platform';
import { presentPayment } from '../present';
import { changePayment } from '../use-cases/change-payment';
import { PaymentPath, PaymentView } from './payment.schema';
import { MERCHANT, route } from './route';

export const capturePaymentRoute = route({
  method: 'post',
  path: '/v1/payments/{paymentId}/capture',
  operationId: 'capturePayment',
  summary: 'Take the money that is set aside. Again, it changes nothing.',
  tag: 'Payments',
  access: MERCHANT,
  params: PaymentPath,
  responses: { 200: PaymentView },
  problems: [404, 409],
  async handler({ params: { paymentId }, deps }) {
    const payment = await changePayment(deps, { id: paymentId }, (locked, card, now) =>
      locked.capture(card, now),
    );
    return ok(presentPayment(payment, deps.settings.publicUrl));
  },
});
