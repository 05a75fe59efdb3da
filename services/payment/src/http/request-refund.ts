import { created } from '@sidecart/platform';
import { requestRefund } from '../use-cases/request-refund';
import { PaymentPath, RefundBody, RefundView } from './payment.schema';
import { presentRefund } from './present-refund';
import { route } from './route';

export const requestRefundRoute = route({
  method: 'post',
  path: '/payments/{paymentId}/refunds',
  operationId: 'requestRefund',
  summary: 'Give back a part or all of a payment.',
  tag: 'Payments',
  access: 'staff',
  params: PaymentPath,
  body: RefundBody,
  idempotencyKey: 'required',
  responses: { 201: RefundView },
  problems: [404, 409, 422],
  async handler({ params, body, principal, idempotency, deps }) {
    const request = { ...params, amountMinor: body.amountMinor, reason: body.reason.trim() };
    return requestRefund(deps, { ...request, requestedBy: principal.id }, idempotency, (refund) =>
      created(`/api/payments/${params.paymentId}`, presentRefund(refund)),
    );
  },
});
