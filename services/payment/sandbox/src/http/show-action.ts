import { Payment } from '../domain/payment';
import { renderAction, renderNoAction } from '../pages/action-page';
import { html } from './html';
import { ActionPath } from './payment.schema';
import { route } from './route';

export const showActionRoute = route({
  method: 'get',
  path: '/actions/{actionId}',
  operationId: 'showAction',
  summary: 'The page on which the cardholder confirms or refuses a payment.',
  tag: 'Pages',
  access: 'public',
  params: ActionPath,
  responses: { 200: 'text/html', 404: 'text/html' },
  async handler({ params: { actionId }, deps }) {
    const payment = await deps.em.findOne(Payment, { actionId });
    if (!payment) return html(404, renderNoAction());
    const targets = payment.returnUrl === null ? [] : [new URL(payment.returnUrl).origin];
    return html(200, renderAction(payment), targets);
  },
});
