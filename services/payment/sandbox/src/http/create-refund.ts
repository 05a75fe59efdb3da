import { created, ok } from '@sidecart/platform';
import { presentRefund } from '../present';
import { createRefund } from '../use-cases/create-refund';
import { keyOf } from './key-of';
import { CreateRefundBody, PaymentPath, RefundView } from './payment.schema';
import { MERCHANT, route } from './route';

export const createRefundRoute = route({
  method: 'post',
  path: '/v1/payments/{paymentId}/refunds',
  operationId: 'createRefund',
  summary: 'Give back a part or all of what was captured. A refund that fails is an answer too.',
  tag: 'Refunds',
  access: MERCHANT,
  params: PaymentPath,
  body: CreateRefundBody,
  idempotencyKey: 'required',
  responses: { 200: RefundView, 201: RefundView },
  problems: [404, 422, 503],
  async handler({ params, body, idempotency, deps }) {
    const { refund, isNew } = await createRefund(deps, { ...params, ...body }, keyOf(idempotency));
    const view = presentRefund(refund);
    return isNew ? created(`/v1/refunds?idempotencyKey=${refund.idempotencyKey}`, view) : ok(view);
  },
});
