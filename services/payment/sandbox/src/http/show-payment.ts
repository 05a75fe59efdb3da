import { notFound } from '@sidecart/platform';
import { Payment } from '../domain/payment';
import { Refund } from '../domain/refund';
import { renderPayment, type ShownWebhook } from '../pages/payment-page';
import { html } from './html';
import { PaymentPath } from './payment.schema';
import { route } from './route';

const SHOWN = 50;

export const showPaymentRoute = route({
  method: 'get',
  path: '/payments/{paymentId}',
  operationId: 'showPayment',
  summary: 'One payment with its refunds and webhooks, for people.',
  tag: 'Pages',
  access: 'public',
  params: PaymentPath,
  responses: { 200: 'text/html' },
  problems: [404],
  async handler({ params: { paymentId }, deps: { em } }) {
    const payment = await em.findOne(Payment, { id: paymentId });
    if (!payment) throw notFound('payment');
    const refunds = await em.find(Refund, { paymentId }, { orderBy: { createdAt: 'asc' }, limit: SHOWN });
    const webhooks = await em.execute<ShownWebhook[]>(
      `select type, attempts, last_answer as "lastAnswer", delivered_at is not null as "isDelivered"
       from webhooks where payment_id = ? order by id limit ?`,
      [paymentId, SHOWN],
    );
    return html(200, renderPayment(payment, refunds, webhooks));
  },
});
