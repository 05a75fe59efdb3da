import { created, ok } from '@sidecart/platform';
import { presentPayment } from '../present';
import { createPayment } from '../use-cases/create-payment';
import { keyOf } from './key-of';
import { CreatePaymentBody, PaymentView } from './payment.schema';
import { MERCHANT, route } from './route';

export const createPaymentRoute = route({
  method: 'post',
  path: '/v1/payments',
  operationId: 'createPayment',
  summary: 'Ask for money. The same key again is answered with 200 and the payment as it is now.',
  tag: 'Payments',
  access: MERCHANT,
  body: CreatePaymentBody,
  idempotencyKey: 'required',
  responses: { 200: PaymentView, 201: PaymentView },
  problems: [422, 503],
  async handler({ body, idempotency, deps }) {
    const { payment, isNew } = await createPayment(deps, body, keyOf(idempotency));
    const view = presentPayment(payment, deps.settings.publicUrl);
    return isNew ? created(`/v1/payments/${payment.id}`, view) : ok(view);
  },
});
